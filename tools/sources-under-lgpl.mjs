// Where the sources of the LGPL's parts are, in the versions that this build holds, and what makes the wasm of them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of each library under the LGPL, by what the packages' own lists call it: its name, and the place of its sources. */
const libraries = {
  vips: ['libvips', (version) => `https://github.com/libvips/libvips/releases/tag/v${version}`],
  glib: ['glib', (version) => `https://download.gnome.org/sources/glib/${series(version)}/`],
  exif: ['libexif', (version) => `https://github.com/libexif/libexif/releases/tag/v${version}`],
  heif: ['libheif', (version) => `https://github.com/strukturag/libheif/releases/tag/v${version}`],
  de265: ['libde265', (version) => `https://github.com/strukturag/libde265/releases/tag/v${version}`],
  lqr: ['liblqr', (version) => `https://github.com/carlobaldassi/liblqr/releases/tag/v${version}`],
  raw: ['LibRaw', (version) => `https://github.com/LibRaw/LibRaw/releases/tag/${version}`],
};

/** Of wasm-vips. @param {string} folder Of its package. */
export function sourcesInVips(folder) {
  const of = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const versions = of('versions.json');
  return [
    ...['vips', 'glib', 'exif', 'heif'].map((name) => line(name, versions[name])),
    `How they are patched and built: https://github.com/kleisauke/wasm-vips/tree/v${of('package.json').version}`,
  ];
}

/**
 * Of ImageMagick, by its notices, which give each library a heading and its licence.
 * @param {string} folder Of its package. @throws Error for a library under the LGPL of which no place is known.
 */
export function sourcesInMagick(folder) {
  const notice = readFileSync(join(folder, 'NOTICE'), 'utf8');
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const [, ...parts] = notice.split(/^\[ (?=\S+ \S+ \([\d-]+\) \]$)/m);
  return [
    ...parts
      .filter((part) => /^\s*GNU LESSER GENERAL PUBLIC LICENSE$/m.test(part))
      .map((part) => {
        const [name, of] = part.split(' ');
        return line(name, of);
      }),
    `How they are built: https://github.com/dlemstra/magick-wasm/tree/${version}`,
  ];
}

function line(id, version) {
  const [name, place] = libraries[id] ?? [];
  if (!place || !version)
    throw new Error(`Expected to know where the sources of ${id} ${version} are, which is under the LGPL.`);
  return `${name} ${version}: ${place(version)}`;
}

function series(version) {
  return version.split('.').slice(0, 2).join('.');
}
