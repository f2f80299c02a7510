import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageStart } from '../page/api';
import type { Ground } from './ground';
import { openPage } from './page';
import { patient } from './patient';
import type { Subject } from './subject';

/** The product's pool and workers as its page runs them: the way of each image follows from its header and the recipe. */
export function manyhandsAuto(ground: Ground, workers = ground.cores): Subject {
  return inPage(ground, 'crew', { name: 'manyhands-auto', workers, settings: ['auto'] });
}

/** The product's pool and workers, decoding with libvips. */
export function manyhandsExact(ground: Ground, workers = ground.cores): Subject {
  return inPage(ground, 'crew', { name: 'manyhands-exact', workers, settings: ['exact'] });
}

/**
 * What browsers offer without a library: createImageBitmap, OffscreenCanvas, convertToBlob, in workers. A setting is who
 * scales, and how many images each worker has on their way.
 */
export function canvas(ground: Ground): Subject {
  const settings = ['drawImage × 1', 'drawImage × 2', 'createImageBitmap × 1', 'createImageBitmap × 2'];
  return inPage(ground, 'canvas', { name: 'canvas', workers: ground.cores, settings });
}

/** Squoosh's codecs and resampler as npm has them, in workers. */
export function jsquash(ground: Ground): Subject {
  const subject = { name: 'jsquash', workers: ground.cores, settings: [''], isSlow: true };
  return inPage(ground, 'jsquash', subject, '@jsquash/jpeg');
}

/** ImageMagick compiled to WebAssembly, in workers. */
export function magickWasm(ground: Ground): Subject {
  const settings = ['jpeg:size', 'full decode'];
  const subject = { name: 'magick-wasm', workers: ground.cores, settings, isSlow: true };
  return inPage(ground, 'magick-wasm', subject, '@imagemagick/magick-wasm');
}

function inPage(
  { site, root }: Ground,
  kind: PageStart['kind'],
  subject: Omit<Subject, 'open'>,
  library: string | null = null,
): Subject {
  const version = library && versionOf(root, library);
  return patient({ ...subject, open: (assignment) => openPage(site, kind, subject, version, assignment) });
}

function versionOf(root: string, library: string): string {
  const text = readFileSync(join(root, 'node_modules', library, 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
