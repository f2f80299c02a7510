import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { nodeVips } from '../testing/node-vips';
import { scenery } from '../testing/pictures';
import { decoded, imageOf } from '../testing/raster';
import { output } from '../testing/run';
import type { VipsLibrary } from '../vips';
import { isMatrixProfile, isSrgb } from './rgb-profile';
import { turnedProfile } from './turned-profile';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

/** A profile that comes with libvips. */
function profile(name: 'srgb' | 'p3'): Uint8Array {
  return withProfile(name, (image) => image.getBlob('icc-profile-data').slice());
}

function withProfile<T>(name: 'srgb' | 'p3', use: (image: ReturnType<typeof imageOf>) => T): T {
  const plain = imageOf(vips, scenery(61, 47));
  const image = plain.iccTransform(name, { input_profile: 'srgb' });
  try {
    return use(image);
  } finally {
    image.delete();
    plain.delete();
  }
}

/** Where the data of a tag begins. */
function offsetOf(bytes: Uint8Array, tag: string): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0, at = 132; i < view.getUint32(128); i++, at += 12)
    if (Buffer.from(bytes.subarray(at, at + 4)).toString('latin1') === tag) return view.getUint32(at + 4);
  throw new Error(`Expected a tag ${tag}.`);
}

describe('a profile is sRGB', () => {
  it('where its primaries and its curves are', () => {
    expect(isSrgb(profile('srgb'))).toBe(true);
  });

  it('at any offset within a larger buffer', () => {
    const bytes = profile('srgb');
    const larger = new Uint8Array(bytes.length + 7);
    larger.set(bytes, 7);
    expect(isSrgb(larger.subarray(7))).toBe(true);
  });
});

/** sRGB's columns with one function for all curves (ICC.1:2022, 10.18). */
function withCurve(type: number, numbers: readonly number[]): Uint8Array {
  const turned = turnedProfile();
  const data = Buffer.alloc(12 + 4 * numbers.length);
  data.write('para', 'latin1');
  data.writeUInt16BE(type, 8);
  numbers.forEach((value, i) => data.writeInt32BE(Math.round(value * 65536), 12 + 4 * i));
  const bytes = Buffer.concat([turned, data]);
  for (let at = 132; at < 132 + 12 * bytes.readUInt32BE(128); at += 12) {
    const name = bytes.toString('latin1', at, at + 4);
    const straight = { rXYZ: 'bXYZ', bXYZ: 'rXYZ' }[name];
    if (straight) bytes.write(straight, at, 'latin1');
    if (!name.endsWith('TRC')) continue;
    bytes.writeUInt32BE(turned.length, at + 4);
    bytes.writeUInt32BE(data.length, at + 8);
  }
  return bytes;
}

const power = [2.4, 1 / 1.055, 0.055 / 1.055] as const;
const line = [1 / 12.92, 0.04045] as const;

describe('a profile whose curves are functions', () => {
  it('is sRGB by a power and a line, with or without offsets that are nothing (browsers that draw by Skia)', () => {
    expect(isSrgb(withCurve(3, [...power, ...line]))).toBe(true);
    expect(isSrgb(withCurve(4, [...power, ...line, 0, 0]))).toBe(true);
  });

  it('is not sRGB where one is a power alone, or has an offset, or lacks a number', () => {
    expect(isSrgb(withCurve(0, [2.2]))).toBe(false);
    expect(isSrgb(withCurve(1, power))).toBe(false);
    expect(isSrgb(withCurve(2, [...power, 0]))).toBe(false);
    expect(isSrgb(withCurve(4, [...power, ...line, 0, 0.01]))).toBe(false);
    expect(isSrgb(withCurve(4, [...power, ...line]))).toBe(false);
    expect(isSrgb(withCurve(5, [...power, ...line, 0, 0]))).toBe(false);
  });
});

describe('a profile is not sRGB', () => {
  it('where it is Display P3', () => {
    expect(isSrgb(profile('p3'))).toBe(false);
  });

  it('where one primary is off by more than profiles of sRGB are', () => {
    const bytes = profile('srgb');
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const at = offsetOf(bytes, 'gXYZ') + 8;
    view.setInt32(at, view.getInt32(at) + Math.round(0.002 * 65536));
    expect(isSrgb(bytes)).toBe(false);
  });

  it('where its curve is a plain gamma of 2.2, which is close', () => {
    const bytes = profile('srgb');
    const at = offsetOf(bytes, 'rTRC');
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    bytes.set(Buffer.from('curv', 'latin1'), at);
    view.setUint32(at + 8, 1);
    view.setUint16(at + 12, Math.round(2.2 * 256));
    expect(isSrgb(bytes)).toBe(false);
  });

  it('where it is cut short anywhere, or empty', () => {
    const bytes = profile('srgb');
    for (let length = 0; length < bytes.length - 4; length += 13) expect(isSrgb(bytes.subarray(0, length))).toBe(false);
  });
});

describe('a profile is of curves and a matrix', () => {
  it('where it is sRGB, Display P3, or one whose primaries are turned', () => {
    for (const one of [profile('srgb'), profile('p3'), turnedProfile()]) expect(isMatrixProfile(one)).toBe(true);
  });

  it('and is not where it has a table besides, a curve of another kind, or lacks a column', () => {
    const [table, kind, column] = [profile('p3'), profile('p3'), profile('p3')] as const;
    const nameIt = (bytes: Uint8Array, tag: string, name: string) => {
      const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(tag, 132, 'latin1');
      bytes.set(Buffer.from(name, 'latin1'), at);
    };
    nameIt(table, 'cprt', 'A2B0');
    kind.set(Buffer.from('mft2', 'latin1'), offsetOf(kind, 'gTRC'));
    nameIt(column, 'bXYZ', 'none');
    expect([table, kind, column].map(isMatrixProfile)).toEqual([false, false, false]);
  });

  it('and is not where it is cut short anywhere before its last tag', () => {
    const bytes = turnedProfile();
    for (let length = 0; length < bytes.length; length += 7)
      expect(isMatrixProfile(bytes.subarray(0, length))).toBe(false);
  });
});

it('libvips reads the turned profile as ours says: red becomes blue, and blue red', () => {
  const plain = imageOf(vips, scenery(61, 47));
  const tagged = plain.copy();
  tagged.setBlob('icc-profile-data', turnedProfile());
  const converted = tagged.iccTransform('srgb', { embedded: true, depth: 8 });
  const turned = vips.Image.bandjoin([plain.extractBand(2), plain.extractBand(1), plain.extractBand(0)]);
  expect(converted.subtract(turned).abs().max()).toBeLessThanOrEqual(1);
  for (const one of [converted, turned, tagged, plain]) one.delete();
});

it('a file with the sRGB profile comes out with the pixels that it has, and without the profile', async () => {
  const file = withProfile('srgb', (image) => image.pngsaveBuffer());
  const { bytes } = await output(vips, file, { output: { format: 'png' } });
  expect(decoded(vips, new Uint8Array(bytes))).toEqual(decoded(vips, file));
  expect(Buffer.from(bytes).includes('iCCP')).toBe(false);
});

it('a file with the Display P3 profile is converted', async () => {
  const file = withProfile('p3', (image) => image.pngsaveBuffer());
  const { bytes } = await output(vips, file, { output: { format: 'png' } });
  expect(decoded(vips, new Uint8Array(bytes))).not.toEqual(decoded(vips, file));
});

const photos = join(process.env.CORPUS ?? join(import.meta.dirname, '../../../../shared/corpus'), 'photos');
const withSrgb = ['squoosh/demo-large-photo.jpg', 'libavif/dog_exif_extended_xmp_icc.jpg'];

it.skipIf(!existsSync(photos)).each(withSrgb)(
  'the profile of %s is told to be sRGB, and converting by it changes no sample',
  (name) => {
    const image = vips.Image.jpegloadBuffer(readFileSync(join(photos, name)), { shrink: 8 });
    expect(isSrgb(image.getBlob('icc-profile-data'))).toBe(true);
    const converted = image.iccTransform('srgb', { embedded: true, intent: 'perceptual', depth: 8 });
    const difference = converted.subtract(image).abs();
    expect(difference.max()).toBe(0);
    for (const one of [difference, converted, image]) one.delete();
  },
);
