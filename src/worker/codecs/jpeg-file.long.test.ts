import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exifOf } from '../testing/exif-blocks';
import { rgbPicture } from '../testing/jpeg-pictures';
import { nodeKernels } from '../testing/node-kernels';
import { nodeVips } from '../testing/node-vips';
import { imageOf } from '../testing/raster';
import { noise } from '../testing/pictures';
import type { JpegSegments } from './jpeg-segments';

// Needs Debian's libjpeg-turbo-progs, libvips-tools, libimage-exiftool-perl and python3-pil.
const folder = mkdtempSync(join(tmpdir(), 'jpeg-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const kernels = await nodeKernels();
const vips = await nodeVips();
const text = (letters: string) => Uint8Array.from(letters, (letter) => letter.charCodeAt(0));

/** A real profile, then bytes that no tag points to, so that it takes three chunks. */
function largeProfile(): Uint8Array {
  const plain = imageOf(vips, noise(4, 4));
  const image = plain.iccTransform('p3', { input_profile: 'srgb' });
  const small = image.getBlob('icc-profile-data');
  const large = new Uint8Array(150_000);
  large.set(small);
  new DataView(large.buffer).setUint32(0, large.length);
  image.delete();
  plain.delete();
  return large;
}

const icc = largeProfile();
const segments: JpegSegments = {
  exif: exifOf({ order: 'big', orientation: 6, across: 61, down: 45, rest: 2 }),
  icc,
  xmp: text(
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
      '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="fable"/></rdf:RDF></x:xmpmeta>',
  ),
  photoshop: [text('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0a\x1c\x02\x78\0\x05fable')],
};

function written(layout: 'rgb' | 'grey', sampling: '4:2:0' | '4:2:2' | '4:4:4', restartRows: number, all: boolean) {
  const mark = kernels.mark();
  const { width, height, bytes } = rgbPicture('photograph', 61, 45);
  const at = kernels.alloc(bytes.length);
  kernels.bytes(at, bytes.length).set(bytes);
  const pixels = { kind: 'packed', layout, at, stride: 3 * width, width, height } as const;
  const options = { quality: 80, sampling, restartRows, segments: all ? segments : {} };
  const path = join(folder, `${layout}-${sampling.replaceAll(':', '')}-${restartRows}-${all}.jpg`);
  writeFileSync(path, kernels.encodeJpeg(pixels, options));
  kernels.release(mark);
  return path;
}

/** Runs a program; what it says beside its output is a warning. */
function complaints(program: string, ...args: string[]): string {
  const { status, stderr, error } = spawnSync(program, args, { maxBuffer: 2 ** 26 });
  if (error) throw error;
  return `${status === 0 ? '' : `exit ${status}: `}${stderr.toString()}`;
}

const pillow = `
import sys, warnings
warnings.simplefilter("error")
from PIL import Image
for path in sys.argv[1:]:
    with Image.open(path) as image:
        image.load()
        image.getexif().get(274)
`;

describe('a JPEG file by the kernels', () => {
  it('is opened by djpeg, Pillow and libvips without a warning', () => {
    const paths = (['4:2:0', '4:2:2', '4:4:4'] as const).flatMap((sampling) =>
      [0, 1].flatMap((restartRows) =>
        [false, true].flatMap((all) => [
          written('rgb', sampling, restartRows, all),
          written('grey', sampling, restartRows, all),
        ]),
      ),
    );
    for (const path of paths) {
      expect(complaints('djpeg', '-strict', '-outfile', join(folder, 'out.ppm'), path), path).toBe('');
      expect(complaints('vips', 'copy', `${path}[fail_on=warning]`, join(folder, 'out.v')), path).toBe('');
    }
    expect(complaints('/usr/bin/python3', '-c', pillow, ...paths)).toBe('');
  });

  it('says to ExifTool what was written, and holds it valid', () => {
    const path = written('rgb', '4:2:0', 0, true);
    const told = execFileSync('exiftool', ['-j', '-n', '-a', '-G1', path]).toString();
    const [tags] = JSON.parse(told) as [Record<string, unknown>];
    expect(tags).toMatchObject({
      'IFD0:Orientation': 6,
      'ExifIFD:ExifImageWidth': 61,
      'ExifIFD:ExifImageHeight': 45,
      'XMP-dc:Format': 'fable',
      'IPTC:Caption-Abstract': 'fable',
      'ICC-header:ColorSpaceData': 'RGB ',
      'File:ImageWidth': 61,
    });
    expect(Object.keys(tags).filter((name) => /Warning|Error/.test(name))).toEqual([]);
    const profile = execFileSync('exiftool', ['-b', '-ICC_Profile', path], { maxBuffer: 2 ** 26 });
    expect(Buffer.compare(profile, icc)).toBe(0);
  });
});
