import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draws } from '../../worker/testing/draws';
import { readHeader } from './read';

const text = (ascii: string) => [...ascii].map((letter) => letter.charCodeAt(0));
const u32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const u32le = (value: number) => u32(value).reverse();

const exif = [...text('II*\0'), ...u32le(8), 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0];

/** Just what a header needs: enough for the parsers, nothing to decode. */
const heads = {
  jpeg: [
    ...[0xff, 0xd8, 0xff, 0xe1, 0, 2 + 6 + exif.length, ...text('Exif\0\0'), ...exif],
    ...[0xff, 0xe2, 0, 14, ...text('ICC_PROFILE\0')],
    ...[0xff, 0xc0, 0, 17, 8, 0, 40, 0, 60, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1],
    ...[0xff, 0xda, 0, 12, 3, 1, 0, 2, 17, 3, 17, 0, 63, 0, 1, 2, 3, 0xff, 0xd9],
  ],
  png: [
    ...[...text('\x89PNG\r\n\x1a\n'), ...u32(13), ...text('IHDR'), ...u32(60), ...u32(40), 8, 2, 0, 0, 0, 0, 0, 0, 0],
    ...[...u32(exif.length), ...text('eXIf'), ...exif, 0, 0, 0, 0],
    ...[...u32(6), ...text('tRNS'), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ...[...u32(0), ...text('IEND'), 0, 0, 0, 0],
  ],
  webp: [
    ...[...text('RIFF'), ...u32le(4 + 18 + 8 + 26), ...text('WEBP')],
    ...[...text('VP8X'), ...u32le(10), 0x38, 0, 0, 0, 59, 0, 0, 39, 0, 0],
    ...[...text('EXIF'), ...u32le(exif.length), ...exif],
  ],
} as const;

type Format = keyof typeof heads;
const formats = Object.keys(heads) as Format[]; // The keys as they stand above.

/** Counts the bytes that are looked at: a bound that does not depend on the machine. */
function watched(bytes: Uint8Array): { bytes: Uint8Array; looks: () => number } {
  let looks = 0;
  const handler: ProxyHandler<Uint8Array> = {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
      if (key === 'subarray') return (from: number, to: number) => new Proxy(target.subarray(from, to), handler);
      return Reflect.get(target, key, target);
    },
  };
  return { bytes: new Proxy(bytes, handler), looks: () => looks };
}

/** More than any file needs, less than a hostile one asks for. */
const mostLooks = 2_500_000;

describe.each(formats)('a %s', (format) => {
  const head = Uint8Array.from(heads[format]);

  it('tells size and orientation', () => {
    const { header } = readHeader(head);
    expect(header).toMatchObject({ format, width: 60, height: 40, orientation: 6, complete: true });
  });

  it('never throws, whatever bytes are changed', () => {
    const changes = fc.array(fc.tuple(fc.nat(head.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 12 });
    fc.assert(
      fc.property(changes, (changed) => {
        const bytes = head.slice();
        for (const [at, value] of changed) bytes[at] = value;
        hold(bytes);
      }),
      draws(10_000),
    );
  });

  it('never throws, wherever it is cut', () => {
    for (let end = 0; end < head.length; end++) hold(head.subarray(0, end));
  });

  it('never throws when bytes are left out, doubled or put in', () => {
    const place = fc.nat(head.length);
    fc.assert(
      fc.property(place, place, fc.uint8Array({ maxLength: 40 }), (from, to, inserted) => {
        hold(Uint8Array.from([...head.subarray(0, from), ...inserted, ...head.subarray(to)]));
      }),
      draws(2500),
    );
  });
});

/** What is told is sound, or nothing is told. */
function hold(bytes: Uint8Array): void {
  const seen = watched(bytes);
  const { header } = readHeader(seen.bytes);
  expect(seen.looks()).toBeLessThan(mostLooks);
  if (!header) return;
  const { width, height, orientation, bands, pages } = header;
  for (const value of [width, height, bands, pages]) expect(value).toBeGreaterThanOrEqual(1);
  expect(orientation).toBeGreaterThanOrEqual(1);
  expect(orientation).toBeLessThanOrEqual(8);
}

describe('a large file that is made to be walked for ever is left after a bounded number of looks', () => {
  const size = 16e6;

  it.each([
    ['a JPEG of empty segments', 'jpeg', [0xff, 0xe0, 0, 2]],
    ['a JPEG of segments without a length', 'jpeg', [0xff, 0xe0, 0, 0]],
    ['a JPEG of fill bytes', 'jpeg', [0xff]],
    ['a JPEG of garbage', 'jpeg', [0x55]],
    ['a PNG of empty chunks', 'png', [...u32(0), ...text('teXt'), 0, 0, 0, 0]],
    ['a WebP of empty chunks', 'webp', [...text('XXXX'), ...u32le(0)]],
    ['a WebP of empty frames', 'webp', [...text('ANMF'), ...u32le(0)]],
  ] as const)('%s', (_, format, filler) => {
    const start = { jpeg: 2, png: 33, webp: 30 }[format];
    const bytes = new Uint8Array(size);
    bytes.set(heads[format].slice(0, start));
    if (format === 'webp') bytes[20] = 0x0a;
    for (let at = start; at < size; at++) bytes[at] = filler[(at - start) % filler.length] ?? 0;
    if (format === 'jpeg') bytes[2] = 0xff;
    hold(bytes);
  });

  it('an EXIF directory that says to have 65,535 entries', () => {
    const bytes = new Uint8Array(size);
    bytes.set([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, ...text('Exif\0\0II*\0'), ...u32le(8), 0xff, 0xff]);
    hold(bytes);
  });
});

describe('text that only begins like an image', () => {
  it.each([
    ['an SVG of open comments', `<!--${'<!--'.repeat(2000)}`],
    ['an SVG of open declarations', '<?xml'.repeat(2000)],
    ['white space', ' '.repeat(10_000)],
    ['a doctype without an end', `<!DOCTYPE ${'['.repeat(9000)}`],
  ])('is no image: %s', (_, content) => {
    const seen = watched(new TextEncoder().encode(content));
    expect(readHeader(seen.bytes)).toEqual({ format: null, header: null, hasParser: false });
    expect(seen.looks()).toBeLessThan(20_000);
  });
});
