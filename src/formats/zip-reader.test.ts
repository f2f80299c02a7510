import { BlobWriter, Uint8ArrayReader, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';
import { strToU8, Zip, ZipDeflate, ZipPassThrough, zipSync, type Zippable } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ArchiveEntry, ArchiveLimits } from './archive';
import { crc32 } from '../worker/codecs/crc32';
import { isZip } from './zip-head';
import { readZip } from './zip-reader';

const wide: ArchiveLimits = { maxEntries: 1e6, maxRatio: 1e6, maxBytes: 1e12 };
const text = (content: string) => strToU8(content);

/** Entries in the directory's order: what `fflate` writes of an object's members. */
const zipped = (files: Zippable, level: 0 | 6 = 6) => new Blob([new Uint8Array(zipSync(files, { level }))]);

/** Packed as a stream: sizes stand in data descriptors behind the entries, and names may come twice. */
function streamed(...files: readonly (readonly [name: string, bytes: Uint8Array, stored?: boolean])[]): Blob {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(new Uint8Array(chunk));
  });
  for (const [name, bytes, stored] of files) {
    const entry = stored ? new ZipPassThrough(name) : new ZipDeflate(name);
    zip.add(entry);
    entry.push(bytes, true);
  }
  zip.end();
  return new Blob(chunks);
}

/** One entry with what fflate cannot write: zip64, encryption. */
async function special(options: ZipWriterAddDataOptions): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter());
  await zip.add('a.txt', new Uint8ArrayReader(text('inside')), options);
  return zip.close();
}

/** The zip with some of its bytes changed. */
async function patched(zip: Blob, change: (view: DataView, bytes: Uint8Array) => void): Promise<Blob> {
  const buffer = await zip.arrayBuffer();
  change(new DataView(buffer), new Uint8Array(buffer));
  return new Blob([buffer]);
}

/** The first entry's name begins with these bytes instead, in both places, and is not said to be UTF-8. */
function named(zip: Blob, name: readonly number[]): Promise<Blob> {
  return patched(zip, (view, bytes) => {
    bytes.set(name, 30);
    bytes.set(name, directoryOf(view) + 46);
  });
}

/** Counts the bytes of a blob's slices. */
function counting(blob: Blob): { bytes: number } {
  const counted = { bytes: 0 };
  const slice = blob.slice.bind(blob);
  blob.slice = (from = 0, to = blob.size) => {
    counted.bytes += to - from;
    return slice(from, to);
  };
  return counted;
}

/** Where the first record of the central directory begins, by its signature. */
function directoryOf(view: DataView): number {
  for (let at = 0; at + 4 <= view.byteLength; at++) if (view.getUint32(at, true) === 0x02014b50) return at;
  throw new Error('Expected a central directory.');
}

const pathsOf = (entries: readonly ArchiveEntry[]) => entries.map(({ path }) => path);
const contentOf = async (entry: ArchiveEntry | undefined) => new TextDecoder().decode(await entry?.read());

describe('a readable zip', () => {
  const files = { 'a.txt': text('one'), 'd/b.txt': text('two'), 'd/e/ü.txt': text('three'), 'd/empty/': text('') };
  const kinds: Record<string, () => Blob | Promise<Blob>> = {
    stored: () => zipped(files, 0),
    deflated: () => zipped(files),
    'with data descriptors': () =>
      streamed(['a.txt', text('one')], ['d/b.txt', text('two'), true], ['d/e/ü.txt', text('three')]),
  };
  it.each(Object.entries(kinds))('gives its files with their paths and bytes when %s', async (_, make) => {
    const entries = await readZip(await make(), wide);
    expect(pathsOf(entries)).toEqual(['a.txt', 'd/b.txt', 'd/e/ü.txt']);
    expect(entries.map(({ bytes, trouble }) => [bytes, trouble])).toEqual([[3, null], [3, null], [5, null]]); // prettier-ignore
    expect(await Promise.all(entries.map(contentOf))).toEqual(['one', 'two', 'three']);
  });

  it('is read when its sizes are in zip64 fields', async () => {
    const [entry] = await readZip(await special({ zip64: true }), wide);
    expect(await contentOf(entry)).toBe('inside');
  });

  it('may have no entry at all', async () => {
    const empty = zipped({});
    expect(await isZip(empty)).toBe(true);
    expect(await readZip(empty, wide)).toEqual([]);
  });

  it('gives an entry’s bytes anew each time it is read', async () => {
    const [entry] = await readZip(zipped({ 'a.txt': text('again') }), wide);
    expect(await contentOf(entry)).toBe('again');
    expect(await contentOf(entry)).toBe('again');
  });

  it.each([0, 6] as const)(
    'gives an entry’s first bytes without reading the rest, packed at level %i',
    async (level) => {
      // Not packed to less by deflate.
      const bytes = Uint8Array.from({ length: 3e6 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) >>> (24 - (i % 3)));
      const zip = zipped({ 'a.bin': bytes, 'b.txt': text('short') }, level);
      const counted = counting(zip);
      const [large, short] = await readZip(zip, wide);
      counted.bytes = 0;
      expect(await large?.head(4096)).toEqual(bytes.slice(0, 4096));
      expect(counted.bytes).toBeLessThan(10_000);
      expect(await short?.head(4096)).toEqual(text('short'));
    },
  );

  it('keeps both of two entries of one name', async () => {
    const entries = await readZip(streamed(['x.txt', text('first')], ['x.txt', text('second')]), wide);
    expect(pathsOf(entries)).toEqual(['x.txt', 'x.txt']);
    expect(await Promise.all(entries.map(contentOf))).toEqual(['first', 'second']);
  });

  it('is named by the old code page 437 where it does not say UTF-8', async () => {
    const zip = await named(zipped({ 'gr_n/_.txt': text('x') }), [0x67, 0x72, 0x81, 0x6e, 0x2f, 0xe1, 0x2e]);
    expect(pathsOf(await readZip(zip, wide))).toEqual(['grün/ß.txt']);
  });

  it('is named by its Unicode path where that is of the name it has', async () => {
    const raw = [0x67, 0x72, 0x81, 0x6e];
    const paths = (sum: number, path: string) => {
      const field = new Uint8Array([1, 0, 0, 0, 0, ...text(path)]);
      new DataView(field.buffer).setUint32(1, sum, true);
      return zipped({ 'gr_n.txt': [text('x'), { extra: { 0x7075: field } }] });
    };
    const sum = crc32(new Uint8Array([...raw, ...text('.txt')]));
    const read = async (zip: Blob) => (await readZip(await named(zip, raw), wide)).map(({ path, trouble }) => [path, trouble?.code]); // prettier-ignore
    expect(await read(paths(sum, '緑/grün.txt'))).toEqual([['緑/grün.txt', undefined]]);
    // Another program has renamed the entry since, and left the field.
    expect(await read(paths(sum + 1, '緑.txt'))).toEqual([['grün.txt', undefined]]);
    expect(await read(paths(sum, '../up.txt'))).toEqual([['../up.txt', 'unsafe-path']]);
  });

  it('has archives within it as left aside, each with its reason, and its images stay', async () => {
    const inner = zipSync({ 'a.txt': text('inner') });
    const entries = await readZip(zipped({ 'd/inner.ZIP': inner, 'e.tar.gz': inner, 'good.png': text('y') }), wide);
    expect(entries.map(({ path, trouble }) => [path, trouble?.code])).toEqual([
      ['d/inner.ZIP', 'not-an-image'],
      ['e.tar.gz', 'not-an-image'],
      ['good.png', undefined],
    ]);
    expect(entries[0]?.trouble?.detail).toContain('d/inner.ZIP is an archive within an archive');
  });

  it('has `/` between its parts when a Windows packer wrote backslashes, and leaves out its folders', async () => {
    const entries = await readZip(zipped({ 'd\\': text(''), 'd\\b.txt': text('two') }), wide);
    expect(pathsOf(entries)).toEqual(['d/b.txt']);
  });
});

describe('an entry that must not be unpacked', () => {
  it.each([
    ['../../x.png', 'climbs out'],
    ['a/../../x.png', 'climbs out'],
    ['..\\x.png', 'climbs out'],
    ['/etc/x.png', 'starts at the root'],
    ['\\\\host\\x.png', 'starts at the root'],
    ['C:\\x.png', 'names a drive'],
    ['a\u0000.png', 'control characters'],
    ['a\nb.png', 'control characters'],
    ['ü\u001b[2J.png', 'control characters'],
  ])('is `unsafe-path` when it is named %j, and its neighbour stays', async (name, why) => {
    const entries = await readZip(zipped({ [name]: text('x'), 'good.png': text('y') }), wide);
    const bad = entries.find(({ path }) => path !== 'good.png');
    expect(bad?.trouble).toMatchObject({ code: 'unsafe-path', detail: expect.stringContaining(why) });
    expect(entries.find(({ path }) => path === 'good.png')?.trouble).toBeNull();
  });

  it.each([
    ['zipCrypto', { password: 'secret', zipCrypto: true }],
    ['AES', { password: 'secret', encryptionStrength: 3 as const }],
  ])('is `encrypted-entry` when it is encrypted by %s, told before it is read and when it is', async (_, options) => {
    const [entry] = await readZip(await special(options), wide);
    expect(entry?.trouble?.code).toBe('encrypted-entry');
    await expect(entry?.read()).rejects.toMatchObject({ code: 'encrypted-entry' });
  });

  it('is `archive-limit` when it unpacks to more than the ratio allows, unless it is small', async () => {
    const limits = { ...wide, maxRatio: 100 };
    const entries = await readZip(zipped({ bomb: new Uint8Array(3e6), flat: new Uint8Array(9e5) }), limits);
    expect(entries.map(({ trouble }) => trouble?.code ?? null)).toEqual(['archive-limit', null]);
    expect(entries[0]?.trouble?.detail).toMatch(/unpacks to \d{3,4} times its size; the limit is 100\./);
  });
});

describe('an entry whose bytes are wrong', () => {
  it('is `corrupt` when its sum does not fit', async () => {
    const bad = await patched(zipped({ 'a.txt': text('content') }, 0), (_, bytes) => bytes.set([0], 36));
    const [entry] = await readZip(bad, wide);
    await expect(entry?.read()).rejects.toMatchObject({ code: 'corrupt' });
  });

  it.each([
    ['fewer', 200_000],
    ['more', 10],
  ])('is `corrupt` when the directory promises %s than come', async (_, claimed) => {
    const honest = zipped({ 'a.txt': new Uint8Array(100_000) });
    const [entry] = await readZip(await patched(honest, (view) => view.setUint32(directoryOf(view) + 24, claimed, true)), wide); // prettier-ignore
    expect(entry?.bytes).toBe(claimed);
    await expect(entry?.read()).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('is `unreadable-archive` when its method is none that we unpack: a fresh copy would not help', async () => {
    const bzip2 = 12;
    const packed = await patched(zipped({ 'a.txt': text('one') }), (view) => {
      view.setUint16(8, bzip2, true);
      view.setUint16(directoryOf(view) + 10, bzip2, true);
    });
    const [entry] = await readZip(packed, wide);
    await expect(entry?.read()).rejects.toMatchObject({
      code: 'unreadable-archive',
      message: expect.stringMatching(/^a\.txt is packed by a method .* Make the archive again, or unpack it first\.$/),
    });
  });

  it('is `corrupt` when its deflated bytes are none', async () => {
    const bad = await patched(zipped({ 'a.txt': text('content '.repeat(100)) }), (_, bytes) =>
      bytes.fill(0xff, 36, 44),
    );
    const [entry] = await readZip(bad, wide);
    await expect(entry?.read()).rejects.toMatchObject({ code: 'corrupt' });
  });
});

describe('a zip as a whole', () => {
  it('is `archive-limit` when it has more entries than allowed', async () => {
    const many = zipped(Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`${at}.txt`, text('x')])), 0);
    expect(await readZip(many, { ...wide, maxEntries: 2001 })).toHaveLength(2001);
    await expect(readZip(many, { ...wide, maxEntries: 2000 })).rejects.toMatchObject({
      code: 'archive-limit',
      message: expect.stringContaining('more than 2000 entries'),
    });
  });

  it('is `archive-limit` when all entries together unpack to more than allowed', async () => {
    const zip = zipped({ a: new Uint8Array(6e5), b: new Uint8Array(6e5) });
    await expect(readZip(zip, { ...wide, maxBytes: 1e6 })).rejects.toMatchObject({
      code: 'archive-limit',
      message: expect.stringContaining('more than 0.001 GB'),
    });
  });

  const whole = zipped({ 'a.txt': text('content '.repeat(1000)), 'b.txt': text('more') }, 0);
  it.each([
    ['half of it is missing', whole.slice(0, whole.size / 2)],
    ['its last bytes are missing', whole.slice(0, whole.size - 10)],
    ['all but its first bytes is noise', new Blob([text('PK\u0003\u0004'), new Uint8Array(5000).fill(7)])],
  ])('is `unreadable-archive` when %s', async (_, zip) => {
    expect(await isZip(zip)).toBe(true);
    await expect(readZip(zip, wide)).rejects.toMatchObject({ code: 'unreadable-archive' });
  });

  it.each([
    ['an empty file', ''],
    ['a short file', 'PK'],
    ['a text', 'PKzip is a program'],
  ])('is none when it is %s', async (_, content) => {
    expect(await isZip(new Blob([content]))).toBe(false);
  });
});
