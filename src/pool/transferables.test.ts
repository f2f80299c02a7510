import { describe, expect, it } from 'vitest';
import { buffersIn } from './transferables';

describe('what of a value is moved', () => {
  it('finds buffers at any depth of objects, arrays, maps and sets, each once', () => {
    const [a, b, c, d] = [1, 2, 3, 4].map((size) => new ArrayBuffer(size)) as [
      ArrayBuffer,
      ArrayBuffer,
      ArrayBuffer,
      ArrayBuffer,
    ];
    const value = { a, list: [{ b }, a], map: new Map([[c, 'key']]), set: new Set([new Uint8Array(d), a]) };
    expect(new Set(buffersIn(value))).toEqual(new Set([a, b, c, d]));
    expect(buffersIn(value)).toHaveLength(4);
  });

  it('moves a buffer behind a view that spans it, and leaves one that is seen in part', () => {
    const [whole, part] = [new ArrayBuffer(16), new ArrayBuffer(16)];
    expect(buffersIn([new Float32Array(whole), new Uint8Array(part, 4, 8)])).toEqual([whole]);
  });

  it('leaves shared memory alone', () => {
    const shared = new SharedArrayBuffer(8);
    expect(buffersIn([shared, new Int32Array(shared)])).toEqual([]);
  });

  it('moves ports and streams', () => {
    const { port1, port2 } = new MessageChannel();
    const stream = new ReadableStream();
    expect(buffersIn({ port1, stream })).toEqual(expect.arrayContaining([port1, stream]));
    port1.close();
    port2.close();
  });

  it('puts what could be the memory of a wasm instance first, since what comes before it would be lost', () => {
    const [small, page] = [new ArrayBuffer(10), new WebAssembly.Memory({ initial: 2 }).buffer];
    expect(buffersIn([page, small])).toEqual([page, small]);
    expect(buffersIn([small, page])).toEqual([page, small]);
  });

  it('does not go round in circles, nor look into what is no plain object', () => {
    const bytes = new ArrayBuffer(1);
    const round: { self?: unknown; bytes: ArrayBuffer } = { bytes };
    round.self = round;
    class Box {
      readonly inside = new ArrayBuffer(1);
    }
    expect(buffersIn([round, new Box(), null, 'text', 3])).toEqual([bytes]);
  });

  it('walks a list of a million numbers', () => {
    const bytes = new ArrayBuffer(1);
    expect(buffersIn([new Array(1_000_000).fill(0), bytes])).toEqual([bytes]);
  });
});
