import { expect, it } from 'vitest';
import { box, full, text, u16, u32, zeros } from '../../worker/testing/boxes';
import { Bytes } from './bytes';
import { heifDepth } from './heif-depth';

/** How a decoder of HEVC is set up, as far as its bits (ISO/IEC 14496-15, 8.3.3.1). */
const hevc = (bits: number) => box('hvcC', ...zeros(17), 0xf8 | (bits - 8), 0xf8 | (bits - 8), ...zeros(4));
const av1 = (bits: number) => box('av1C', 0x81, 0, bits > 10 ? 0x60 : bits > 8 ? 0x40 : 0, 0);
const said = (bits: number) => full('pixi', 0, 3, bits, bits, bits);
const size = full('ispe', 0, ...u32(8), ...u32(8));

interface Item {
  readonly id: number;
  /** Numbers of its properties, from 1. */
  readonly properties: readonly number[];
}

/** A file of these properties and items; the first item is a thumbnail, the second is shown. */
function heif(properties: readonly number[][], items: readonly Item[], iref: readonly number[] = []): Bytes {
  const links = items.flatMap(({ id, properties: own }) => [...u16(id), own.length, ...own.map((one) => 0x80 | one)]);
  const iprp = box('iprp', ...box('ipco', ...properties.flat()), ...full('ipma', 0, ...u32(items.length), ...links));
  const meta = full('meta', 0, ...full('pitm', 0, ...u16(2)), ...iprp, ...iref);
  return new Bytes(Uint8Array.from([...box('ftyp', ...text('heic'), ...u32(0), ...text('mif1')), ...meta]));
}

const thumbnail: Item = { id: 1, properties: [1] };

it.each([
  ['hvcC', hevc],
  ['av1C', av1],
  ['pixi', said],
])('the bits of the picture that is shown are told by its %s, not by the thumbnail’s', (_, property) => {
  for (const bits of [8, 10, 12])
    expect(heifDepth(heif([property(8), size, property(bits)], [thumbnail, { id: 2, properties: [2, 3] }]))).toBe(bits);
});

it('`pixi` counts before the decoder’s own word', () => {
  expect(heifDepth(heif([hevc(8), hevc(10), said(12)], [thumbnail, { id: 2, properties: [2, 3] }]))).toBe(12);
});

it('the bits of a grid are those of its tiles', () => {
  const iref = full('iref', 0, ...box('dimg', ...u16(2), ...u16(2), ...u16(3), ...u16(4)));
  const items = [thumbnail, { id: 2, properties: [2] }, { id: 3, properties: [3] }, { id: 4, properties: [3] }];
  expect(heifDepth(heif([hevc(8), size, hevc(10)], items, iref))).toBe(10);
});

it('the bits of a sequence are those of its first track of pictures', () => {
  const track = (handler: string, bits: number) => {
    const entry = box('hvc1', ...zeros(78), ...hevc(bits));
    const stbl = box('stbl', ...full('stsd', 0, ...u32(1), ...entry));
    const hdlr = full('hdlr', 0, ...zeros(4), ...text(handler), ...zeros(13));
    return box('trak', ...box('mdia', ...hdlr, ...box('minf', ...stbl)));
  };
  const moov = box('moov', ...track('auxv', 8), ...track('pict', 10));
  expect(heifDepth(new Bytes(Uint8Array.from([...box('ftyp', ...text('hevc'), ...u32(0)), ...moov])))).toBe(10);
});

it('8 bits are taken where nothing tells them, of damaged boxes too', () => {
  expect(heifDepth(new Bytes(new Uint8Array(0)))).toBe(8);
  expect(heifDepth(heif([size], [{ id: 2, properties: [1, 99] }]))).toBe(8);
  const whole = heif([hevc(10)], [{ id: 2, properties: [1] }]).data;
  for (let length = 0; length < whole.length; length++)
    expect([8, 10]).toContain(heifDepth(new Bytes(whole.slice(0, length))));
});
