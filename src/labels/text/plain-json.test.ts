import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notPlain, PlainJson, zerosBehind } from './plain-json';

const packed = new Set(['segmentation', 'bbox']);

/** The value at the beginning of a text, and the text that it was taken from. */
function read(text: string | Uint8Array): { readonly value: unknown; readonly taken: string } {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const padded = new Uint8Array(bytes.length + zerosBehind);
  padded.set(bytes);
  const plain = new PlainJson(packed);
  const value = plain.read(padded, 0);
  return { value, taken: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.slice(0, plain.end)) };
}

/** With packed lists as lists. */
function unpacked(value: unknown): unknown {
  if (value instanceof Float64Array) return [...value];
  if (Array.isArray(value)) return value.map(unpacked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unpacked(one)]));
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array) => Buffer.from(buffer, byteOffset, byteLength);

const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.integer({ min: -99_999, max: 99_999 }).map((hundredths) => hundredths / 100),
);
const key = fc.oneof(fc.constantFrom('segmentation', 'bbox', 'id', 'é', '\\', '0'), fc.string());
const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    numbers,
    fc.string({ unit: 'binary' }),
    fc.constantFrom(null, true, false),
    fc.array(numbers),
    fc.array(tie('value')),
    fc.dictionary(key, tie('value')),
  ),
})).value;

describe('JSON read from its bytes', () => {
  it('is what JSON.parse makes of it, where it is taken', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0, 1, '\t'), (value, space) => {
        const text = `${JSON.stringify(value, null, space)} `;
        const found = read(text);
        if (found.value !== notPlain) expect(unpacked(found.value)).toEqual(JSON.parse(text));
        if (found.value !== notPlain) expect(found.taken).toBe(text.slice(0, -1));
      }),
      { numRuns: 400, seed: 1 },
    );
  });

  it('is not taken where JSON.parse would not, whatever byte is another', () => {
    const byte = fc.oneof(fc.constantFrom(...Buffer.from('0.eE+-"\\[]{},:/ \nu')), fc.nat(255));
    fc.assert(
      fc.property(values, fc.nat(), byte, fc.boolean(), (value, place, other, isCut) => {
        const bytes = new Uint8Array(Buffer.from(`${JSON.stringify(value)} `));
        const at = place % bytes.length;
        bytes[at] = other;
        const found = read(isCut ? bytes.slice(0, at) : bytes);
        if (found.value !== notPlain) expect(unpacked(found.value)).toEqual(JSON.parse(found.taken));
      }),
      { numRuns: 800, seed: 2 },
    );
  });

  it.each([
    '{"segmentation": [[1.5, 2, -3e-7], [4, 5.25]], "bbox": [0.1, 2, 3, 4.00], "id": 7, "score": 0.12345678901234567}',
    '{"counts": "a\\\\b\\u0041é", "more": {"deep": [null, true, false, "", [], {}]}}',
    '[-0, 0.5, 123456789, 1234567890123, 1e999]',
  ])('takes %s', (text) => {
    const { value } = read(`${text},`);
    expect(value).not.toBe(notPlain);
    expect(unpacked(value)).toEqual(JSON.parse(text));
  });

  it('packs lists of numbers under their keys alone, longer ones than memory is shared for too', () => {
    const long = Array.from({ length: 70_000 }, (_, index) => index / 8);
    const { value } = read(JSON.stringify({ bbox: [1, 2], segmentation: [long, [3, null]], other: [4] }));
    const { bbox, segmentation, other } = value as { bbox: unknown; segmentation: unknown[]; other: unknown };
    expect(bbox).toEqual(Float64Array.of(1, 2));
    expect(other).toEqual([4]);
    expect(segmentation[1]).toEqual([3, null]);
    expect(Buffer.compare(bytesOf(segmentation[0] as Float64Array), bytesOf(Float64Array.from(long)))).toBe(0);
  });

  it.each([
    '01 ',
    '1. ',
    '.5 ',
    '-',
    '+1 ',
    '1e ',
    '"a',
    '"\\x" ',
    '"\n" ',
    'nul',
    '[1,] ',
    '{"a":1,} ',
    '{"__proto__":1} ',
    '1',
  ])('leaves %j', (text) => expect(read(text).value).toBe(notPlain));
});
