import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { corpusFile, noCorpus } from '../worker/testing/corpus';
import type { ArchiveEntry } from './archive';
import { startsAsTar } from './tar-header';
import { readTar, readTarGz } from './tar-reader';

const limits = { maxEntries: 1e6, maxRatio: 1e6, maxBytes: 1e12 };

interface Member {
  readonly name: string;
  readonly content?: string;
  readonly type?: string;
  readonly prefix?: string;
  /** As the header has it, where that is not the content's. */
  readonly size?: string | Uint8Array;
  readonly magic?: string;
  /** Whether blocks of a sparse file's pieces follow (GNU). */
  readonly isExtended?: boolean;
}

/** One member as POSIX' ustar has it, unless said otherwise. */
function member({
  name,
  content = '',
  type = '0',
  prefix = '',
  size,
  magic = 'ustar\u000000',
  isExtended,
}: Member): Uint8Array {
  const body = new TextEncoder().encode(content);
  const block = new Uint8Array(512 + Math.ceil(body.length / 512) * 512);
  const put = (at: number, text: string | Uint8Array) =>
    block.set(typeof text === 'string' ? new TextEncoder().encode(text) : text, at);
  put(0, name);
  put(100, '0000644\0');
  put(124, size ?? `${body.length.toString(8).padStart(11, '0')}\0`);
  put(148, '        ');
  put(156, type);
  put(257, magic);
  put(345, prefix);
  if (isExtended) block[482] = 1;
  const sum = block.subarray(0, 512).reduce((all, byte) => all + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  put(512, body);
  return block;
}

const tar = (...members: readonly Uint8Array[]) => new Blob([...members, new Uint8Array(1024)] as BlobPart[]);
const record = (key: string, value: string) => {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length++;
  return `${length}${rest}`;
};
const sparseRecords = (name: string) => record('GNU.sparse.major', '1') + record('GNU.sparse.name', name);
/** A sparse file as GNU tar writes it by its own format, with so many blocks of pieces behind the header. */
function sparse(name: string, blocks: number, content: string): Uint8Array[] {
  const whole = member({ name, type: 'S', content, magic: 'ustar  \0', isExtended: true });
  const maps = Array.from({ length: blocks }, (_, i) => {
    const map = new Uint8Array(512).fill(0x30, 0, 504);
    map[504] = i + 1 < blocks ? 1 : 0;
    return map;
  });
  return [whole.subarray(0, 512), ...maps, whole.subarray(512)];
}
const shown = (entries: readonly ArchiveEntry[]) =>
  Promise.all(entries.map(async (one) => [one.path, new TextDecoder().decode(await one.read())]));

describe('a tar', () => {
  it('has its files in its order, without folders, each with its own bytes', async () => {
    const file = tar(
      member({ name: 'set/', type: '5' }),
      member({ name: '0001.jpg', content: 'one', prefix: 'set/deep' }),
      member({ name: 'set/0001.cls', content: 'x'.repeat(513) }),
      member({ name: 'old', content: 'v7', type: '\0', magic: '' }),
      member({ name: 'empty' }),
    );
    expect(await shown(await readTar(file, limits))).toEqual([
      ['set/deep/0001.jpg', 'one'],
      ['set/0001.cls', 'x'.repeat(513)],
      ['old', 'v7'],
      ['empty', ''],
    ]);
  });

  it('gives the first bytes of an entry, and no more than it has', async () => {
    const [one, other] = await readTar(tar(member({ name: 'a', content: 'first' }), member({ name: 'b' })), limits);
    expect(new TextDecoder().decode(await one?.head(3))).toBe('fir');
    expect(new TextDecoder().decode(await one?.head(99))).toBe('first');
    expect(await other?.head(99)).toEqual(new Uint8Array());
  });

  it('has long names, of GNU and of pax, and names that are no ASCII', async () => {
    const long = `${'d'.repeat(120)}/ü.png`;
    const file = tar(
      member({ name: '././@LongLink', type: 'L', content: `${long}\0`, magic: 'ustar  \0' }),
      member({ name: long.slice(0, 100), content: 'gnu', magic: 'ustar  \0' }),
      member({ name: 'PaxHeaders/x', type: 'x', content: record('path', 'p/a.png') + record('mtime', '1.5') }),
      member({ name: 'short', content: 'pax' }),
      member({ name: 'global', type: 'g', content: record('comment', 'none') }),
      member({ name: 'after', content: 'plain' }),
    );
    expect(await shown(await readTar(file, limits))).toEqual([
      [long, 'gnu'],
      ['p/a.png', 'pax'],
      ['after', 'plain'],
    ]);
  });

  it('has sizes as numbers of base 256, and as pax says', async () => {
    const file = tar(
      member({ name: 'a', content: 'abc', size: Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3) }),
      member({ name: 'x', type: 'x', content: record('size', '4') }),
      member({ name: 'b', content: 'defg', size: '00000000000\0' }),
    );
    expect(await shown(await readTar(file, limits))).toEqual([
      ['a', 'abc'],
      ['b', 'defg'],
    ]);
  });

  it('has entries that are refused by name: sparse, links, unsafe paths, what is cut short; and archives are left aside', async () => {
    const whole = tar(
      member({ name: 'gnu-sparse', type: 'S' }),
      member({ name: 'x', type: 'x', content: record('GNU.sparse.major', '1') }),
      member({ name: 'pax-sparse' }),
      member({ name: 'hard', type: '1' }),
      member({ name: 'soft', type: '2' }),
      member({ name: '../up' }),
      member({ name: 'inner.zip', content: 'PK' }),
      member({ name: 'cut', content: 'y'.repeat(2000) }),
    );
    const entries = await readTar(whole.slice(0, whole.size - 1024 - 1500), limits);
    expect(entries.map(({ path, trouble }) => [path, trouble?.code])).toEqual([
      ['gnu-sparse', 'unreadable-archive'],
      ['pax-sparse', 'unreadable-archive'],
      ['hard', 'unreadable-archive'],
      ['soft', 'unreadable-archive'],
      ['../up', 'unsafe-path'],
      ['inner.zip', 'not-an-image'],
      ['cut', 'truncated'],
    ]);
    expect(entries[0]?.trouble?.detail).toContain('sparse');
  });

  it('has what stands behind a sparse file, however many pieces that has', async () => {
    const file = tar(
      ...sparse('pieces', 2, 'data'.repeat(200)),
      member({ name: 'PaxHeaders/y', type: 'x', content: sparseRecords('holes') }),
      member({ name: 'GNUSparseFile.0/holes', content: 'map and data' }),
      member({ name: 'after', content: 'plain' }),
    );
    const entries = await readTar(file, limits);
    expect(entries.map(({ path, trouble }) => [path, trouble?.code])).toEqual([
      ['pieces', 'unreadable-archive'],
      ['holes', 'unreadable-archive'],
      ['after', undefined],
    ]);
    expect(new TextDecoder().decode(await entries[2]?.read())).toBe('plain');
  });

  it('has the members of a WebDataset sample beside each other, in the order of the shard', async () => {
    const names = ['000.jpg', '000.json', '001.cls', '001.jpg', '002.seg.png', '002.jpg', '0001.jpg'];
    const entries = await readTar(tar(...names.map((name) => member({ name, content: name }))), limits);
    expect(await shown(entries)).toEqual(names.map((name) => [name, name]));
  });

  it('that is damaged fails whole', async () => {
    const blocks = [member({ name: 'a', content: 'a' }), member({ name: 'b', content: 'b' })];
    blocks[1]![3] = 0x7a;
    await expect(readTar(tar(...blocks), limits)).rejects.toMatchObject({ code: 'unreadable-archive' });
    const endless = member({ name: 'c', size: Uint8Array.from({ length: 12 }, () => 0xff) });
    await expect(readTar(tar(endless), limits)).rejects.toMatchObject({ code: 'unreadable-archive' });
  });

  it('is held against the limits', async () => {
    const file = tar(member({ name: 'a', content: 'abc' }), member({ name: 'b', content: 'abc' }));
    await expect(readTar(file, { ...limits, maxEntries: 1 })).rejects.toMatchObject({ code: 'archive-limit' });
    await expect(readTar(file, { ...limits, maxBytes: 5 })).rejects.toMatchObject({ code: 'archive-limit' });
  });

  it('is told by its first header, and nothing else is one', () => {
    expect(startsAsTar(member({ name: 'a' }))).toBe(true);
    expect(startsAsTar(new Uint8Array(512))).toBe(false);
    expect(startsAsTar(new TextEncoder().encode('a'.repeat(512)))).toBe(false);
  });

  it.skipIf(noCorpus)('of the corpus has its two pictures', async () => {
    const entries = await readTar(new Blob([corpusFile('archives/misc/hopper.tar') as BlobPart]), limits);
    expect(entries.map(({ path, bytes }) => [path, bytes])).toEqual([
      ['hopper.jpg', 6412],
      ['hopper.png', 30605],
    ]);
    expect(new Uint8Array(await entries[0]!.read()).subarray(0, 3)).toEqual(Uint8Array.of(0xff, 0xd8, 0xff));
  });
});

describe('a tar under gzip', () => {
  const packed = async (file: Blob) => new Blob([gzipSync(Buffer.from(await file.arrayBuffer())) as BlobPart]);

  it('has the files of the tar', async () => {
    const file = await packed(tar(member({ name: 'a', content: 'abc' })));
    expect(await shown(await readTarGz(file, limits))).toEqual([['a', 'abc']]);
  });

  it('that is a bomb, cut short, or no tar fails with its code', async () => {
    const bomb = await packed(tar(member({ name: 'a', content: '0'.repeat(5e6) })));
    await expect(readTarGz(bomb, { ...limits, maxRatio: 100 })).rejects.toMatchObject({ code: 'archive-limit' });
    await expect(readTarGz(bomb.slice(0, 2000), limits)).rejects.toMatchObject({ code: 'unreadable-archive' });
    const text = new Blob([gzipSync('no tar at all') as BlobPart]);
    await expect(readTarGz(text, limits)).rejects.toMatchObject({ code: 'unreadable-archive' });
  });
});
