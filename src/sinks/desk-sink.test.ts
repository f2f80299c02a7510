import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readZip } from '../formats/zip-reader';
import { Desk } from './desk';
import { DeskSink } from './desk-sink';

// The desk's own entry at the other end of a real channel, so that what is transferred is gone from this side. Without
// a private file system, as here, it keeps outputs in memory; OPFS is in the end-to-end tests.
let sink: DeskSink;
let desk: Desk;
const { port1, port2 } = new MessageChannel();

beforeAll(async () => {
  vi.stubGlobal('addEventListener', port1.addEventListener.bind(port1));
  vi.stubGlobal('postMessage', port1.postMessage.bind(port1));
  await import('../desk/entry');
  port1.start();
  port2.start();
  desk = new Desk(port2 as unknown as Worker); // A port speaks as a worker does.
});

afterAll(() => {
  vi.unstubAllGlobals();
  port1.close();
  port2.close();
});

beforeEach(async () => {
  sink = new DeskSink(desk);
  await sink.clear();
});

const bytesOf = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;
const textOf = (bytes: ArrayBuffer) => new TextDecoder().decode(bytes);
const limits = { maxEntries: 100, maxRatio: 100, maxBytes: 1e9 };

async function put(id: string, path: string, text: string): Promise<void> {
  await sink.write(id, bytesOf(text));
  sink.name(id, path);
}

describe('outputs at the desk', () => {
  it('take their bytes along', async () => {
    const bytes = bytesOf('content');
    await sink.write('0', bytes);
    expect(bytes.byteLength).toBe(0);
  });

  it('are read by the path that they were named, as often as wanted', async () => {
    await put('0', 'a/x.jpg', 'one');
    await put('1', 'a/y.jpg', 'two');
    expect(textOf(await sink.read('a/y.jpg'))).toBe('two');
    expect(textOf(await sink.read('a/x.jpg'))).toBe('one');
    expect(textOf(await sink.read('a/x.jpg'))).toBe('one');
    expect([...sink.paths]).toEqual(['a/x.jpg', 'a/y.jpg']);
  });

  it('mean the new bytes when a path is named again', async () => {
    await put('0', 'x.jpg', 'old');
    await put('1', 'x.jpg', 'new');
    expect(textOf(await sink.read('x.jpg'))).toBe('new');
    expect(sink.members()).toEqual([{ path: 'x.jpg', id: '1' }]);
  });

  it('are a bug to ask for by a path that was never named', () => {
    expect(() => sink.read('x.jpg')).toThrow('Expected the path of an output, received "x.jpg".');
  });

  it('are gone once the sink is cleared', async () => {
    await put('0', 'x.jpg', 'one');
    await sink.clear();
    expect([...sink.paths]).toEqual([]);
    await expect(desk.get('0')).rejects.toThrow('Expected the id of a stored output, received "0".');
  });
});

describe('a zip of the desk', () => {
  const date = new Date(2026, 0, 2);

  it('holds the outputs in the order of their names, and what was handed along', async () => {
    await put('1', 'b.jpg', 'x'.repeat(3_000_000));
    await put('0', 'a.jpg', 'one');
    const members = [...sink.members(), { path: 'report.json', bytes: bytesOf('{}') }];
    const zip = await new Response(desk.zip(members, date)).blob();
    const entries = await readZip(zip, limits);
    expect(entries.map(({ path, bytes }) => [path, bytes])).toEqual([
      ['b.jpg', 3_000_000],
      ['a.jpg', 3],
      ['report.json', 2],
    ]);
    expect(textOf(await entries[1]!.read())).toBe('one');
  });

  it('ends in the error of a member that is not there', async () => {
    const zip = desk.zip([{ path: 'x.jpg', id: 'gone' }], date);
    await expect(new Response(zip).arrayBuffer()).rejects.toThrow('received "gone"');
  });

  it('is let go when its reader cancels, and the desk goes on', async () => {
    await put('0', 'a.jpg', 'x'.repeat(3_000_000));
    const reader = desk.zip(sink.members(), date).getReader();
    expect((await reader.read()).value?.length).toBeGreaterThan(0);
    await reader.cancel();
    expect(textOf(await sink.read('a.jpg'))).toHaveLength(3_000_000);
  });
});

describe('wrong labels at the desk', () => {
  it('are listed up to a thousand, and all their images named, by whoever told of them', async () => {
    const content = bytesOf('0 0.5 0.5 0 0\n');
    const source = { path: 'd/labels/a.txt', bytes: content.byteLength, content };
    const found = await desk.findLabels([source], { images: ['d/images/a.jpg'], read: 'auto', vocOneBased: false });
    expect(found.kind).toBe('found');
    const name = (index: number) => `d/images/${String(index).padStart(4, '0')}.jpg`;
    const names = Array.from({ length: 1500 }, (_, index) => name(index));
    // In no order, as workers end.
    for (const path of names.toReversed())
      await desk.checkedLabels(path, [{ code: 'no-area', label: 0, class: 0, detail: 'Expected an area.' }], false);
    expect(await desk.wrongImages('no-area', 'run')).toEqual(names);
    expect(await desk.wrongImages('outside-image', 'run')).toEqual([]);
    expect(await desk.wrongImages('no-area', 'look')).toEqual([]);
    const { report } = await desk.writeLabels([], 'same');
    expect(report?.checks).toEqual([{ code: 'no-area', count: 1500 }]);
    expect(report?.wrong?.map(({ image }) => image)).toEqual(names.slice(0, 1000));
  });
});
