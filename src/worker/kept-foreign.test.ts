import { beforeAll, describe, expect, it } from 'vitest';
import { jpegHead } from './codecs/jpeg-segments';
import { photoshopIptc } from './codecs/photoshop-iptc';
import { cameraExif, marker } from './testing/camera-exif';
import { heifBranded } from './testing/heif-transforms';
import { nodeVips } from './testing/node-vips';
import { noise } from './testing/pictures';
import { imageOf } from './testing/raster';
import { psdOf } from './testing/rare-files';
import { processed } from './testing/run';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
let jpeg: Uint8Array;
beforeAll(async () => {
  vips = await nodeVips(['heif']);
  const small = imageOf(vips, noise(16, 8));
  jpeg = small.jpegsaveBuffer({ keep: 'none' });
  small.delete();
});

const xmp = new TextEncoder().encode('<x:xmpmeta xmlns:x="adobe:ns:meta/">ACME</x:xmpmeta>');
/** A caption record (IIM 2:120). */
const iptc = Uint8Array.from([0x1c, 2, 0x78, 0, 5, ...new TextEncoder().encode('fable')]);

/** Files of the second reader with all that `keep` speaks of. */
const sources = {
  Photoshop: () => {
    const resources = [[0x0404, iptc] as const, [0x0422, cameraExif(1, jpeg)] as const, [0x0424, xmp] as const];
    return psdOf(noise(12, 9), { resources });
  },
  HEIF: heif,
};

/** Coded as AV1 under HEIF's brand, so that ImageMagick reads it as it reads a HEIC. */
function heif(): Uint8Array {
  const head = jpegHead({ exif: cameraExif(1, jpeg), xmp });
  const image = vips.Image.newFromBuffer(Uint8Array.from([...head, ...jpeg.subarray(2)]));
  const file = image.heifsaveBuffer({ compression: 'av1', effort: 0, keep: 'all' });
  image.delete();
  return heifBranded(file);
}

/** What the one output has, by libvips. */
async function kept(source: Uint8Array, format: string, keep: string) {
  const worked = await processed(vips, source, { output: { format, keep } });
  if (worked.status !== 'done') throw new Error(worked.detail);
  const image = vips.Image.newFromBuffer(new Uint8Array(worked.outputs[0]!.bytes));
  const has = (name: string) => image.getTypeof(name) !== 0;
  const tag = (name: string) => (has(name) ? image.getString(name).slice(0, marker.length) : null);
  try {
    return {
      reader: worked.reader,
      artist: tag('exif-ifd0-Artist'),
      serial: tag('exif-ifd2-BodySerialNumber'),
      place: has('exif-ifd3-GPSLatitude'),
      xmp: has('xmp-data') && Buffer.from(image.getBlob('xmp-data')).includes('ACME'),
      iptc: has('iptc-data') ? image.getBlob('iptc-data').slice() : null,
      dropped: worked.notes.filter(({ code }) => code === 'metadata-dropped').map(({ detail }) => detail),
    };
  } finally {
    image.delete();
  }
}

describe.each(['Photoshop', 'HEIF'] as const)('from a %s file, by the second reader,', (name) => {
  const hasIptc = name === 'Photoshop';

  it.each(['jpeg', 'webp', 'png', 'avif'])('EXIF and what `keep` names beside it arrive in %s', async (format) => {
    const exif = { reader: 'imagemagick', artist: marker, serial: marker, place: true };
    const none = {
      reader: 'imagemagick',
      artist: null,
      serial: null,
      place: false,
      xmp: false,
      iptc: null,
      dropped: [],
    };
    const file = sources[name]();
    expect(await kept(file.slice(), format, 'none')).toEqual(none);
    expect(await kept(file.slice(), format, 'exif')).toEqual({ ...none, ...exif });
    const all = await kept(file.slice(), format, 'all');
    const isHeld = format === 'jpeg';
    const lost = hasIptc && !isHeld ? [expect.stringContaining('is written without IPTC.')] : [];
    expect(all).toEqual({ ...exif, xmp: true, iptc: hasIptc && isHeld ? photoshopIptc(iptc) : null, dropped: lost });
    expect(await kept(file.slice(), format, 'strip-gps')).toEqual({ ...all, place: false });
  });

  it('EXIF that TIFF has no place for is told as dropped', async () => {
    const { artist, dropped } = await kept(sources[name](), 'tiff', 'exif');
    expect([artist, dropped]).toEqual([null, ['TIFF is written without EXIF.']]);
  });
});
