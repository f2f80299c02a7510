import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { readZip } from './zip-reader';

const holeBytes = 10 * 2 ** 30;

interface Member {
  readonly name: string;
  readonly bytes: number;
  readonly crc: number;
  /** Of its local header. */
  readonly at: number;
}

/** The extra field of zip64 (APPNOTE 4.5.3): both sizes and, in the directory, the offset. */
function zip64(numbers: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * numbers.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * numbers.length, 2);
  numbers.forEach((number, index) => field.writeBigUInt64LE(BigInt(number), 4 + 8 * index));
  return field;
}

/** What local header and directory have alike, from the version needed on; stored, sizes in the extra field. */
function common({ name, crc }: Member, extra: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(45, 0);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(0xffff_ffff, 14);
  fields.writeUInt32LE(0xffff_ffff, 18);
  fields.writeUInt16LE(name.length, 22);
  fields.writeUInt16LE(extra.length, 24);
  return fields;
}

function local(member: Member): Buffer {
  const extra = zip64([member.bytes, member.bytes]);
  return Buffer.concat([Buffer.from('PK\u0003\u0004'), common(member, extra), Buffer.from(member.name), extra]);
}

function directory(members: readonly Member[], at: number): Buffer {
  const records = members.map((member) => {
    const extra = zip64([member.bytes, member.bytes, member.at]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(0xffff_ffff, 10);
    const made = Buffer.from([45, 0]);
    return [Buffer.from('PK\u0001\u0002'), made, common(member, extra), rest, Buffer.from(member.name), extra];
  });
  const all = Buffer.concat(records.flat());
  const end = Buffer.alloc(56);
  end.write('PK\u0006\u0006');
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  end.writeBigUInt64LE(BigInt(members.length), 24);
  end.writeBigUInt64LE(BigInt(members.length), 32);
  end.writeBigUInt64LE(BigInt(all.length), 40);
  end.writeBigUInt64LE(BigInt(at), 48);
  const locator = Buffer.alloc(20);
  locator.write('PK\u0006\u0007');
  locator.writeBigUInt64LE(BigInt(at + all.length), 8);
  locator.writeUInt32LE(1, 16);
  const last = Buffer.alloc(22, 0xff);
  last.write('PK\u0005\u0006');
  last.writeUInt32LE(0, 4);
  last.writeUInt16LE(0, 20);
  return Buffer.concat([all, end, locator, last]);
}

/** Two texts, the second behind a member of ten gigabytes of which nothing is written: a hole in the file. */
function largeZip(): string {
  const folder = mkdtempSync(join(tmpdir(), 'manyhands-zip-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'large.zip');
  const file = openSync(path, 'w');
  const members: Member[] = [];
  let at = 0;
  const add = (name: string, content: string | number) => {
    const text = typeof content === 'string' ? Buffer.from(content) : null;
    const bytes = text?.length ?? Number(content);
    const member = { name, bytes, crc: text ? crc32(text) : 0, at };
    const head = local(member);
    writeSync(file, head, 0, head.length, at);
    if (text) writeSync(file, text, 0, text.length, at + head.length);
    at += head.length + bytes;
    members.push(member);
  };
  add('first.txt', 'before the hole');
  add('hole.bin', holeBytes);
  add('last.txt', 'behind the hole');
  const end = directory(members, at);
  writeSync(file, end, 0, end.length, at);
  closeSync(file);
  return path;
}

/** A file of the disk as browsers give one; Node's own counts the ends of a slice in 32 bits. */
class DiskFile extends Blob {
  readonly #path: string;
  readonly #range: readonly [from: number, to: number];

  constructor(path: string, range: readonly [number, number] = [0, statSync(path).size]) {
    super();
    this.#path = path;
    this.#range = range;
  }

  override get size(): number {
    return this.#range[1] - this.#range[0];
  }

  override slice(start = 0, end = this.size): DiskFile {
    const [from, to] = this.#range;
    return new DiskFile(this.#path, [from + start, Math.min(to, from + end)]);
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.#read().buffer);
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new Blob([this.#read()]).stream();
  }

  #read(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.size);
    const file = openSync(this.#path, 'r');
    try {
      readSync(file, bytes, 0, bytes.length, this.#range[0]);
    } finally {
      closeSync(file);
    }
    return bytes;
  }
}

it('a zip of ten gigabytes opens by its directory, and gives what lies behind them, without being read', async () => {
  const path = largeZip();
  // Where the file system has no holes, ten gigabytes are on the disk; the reader's memory is what this is about.
  expect(statSync(path).size).toBeGreaterThan(holeBytes);
  const before = process.memoryUsage().rss;
  const began = performance.now();
  const entries = await readZip(new DiskFile(path), { maxEntries: 1e6, maxRatio: 1e6, maxBytes: 1e12 });
  expect(entries.map(({ path: name, bytes, trouble }) => [name, bytes, trouble])).toEqual([
    ['first.txt', 15, null],
    ['hole.bin', holeBytes, null],
    ['last.txt', 15, null],
  ]);
  const contents = await Promise.all([entries[0], entries[2]].map(async (entry) => entry?.read()));
  expect(contents.map((content) => new TextDecoder().decode(content))).toEqual(['before the hole', 'behind the hole']);
  expect(performance.now() - began).toBeLessThan(5000);
  expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20);
});
