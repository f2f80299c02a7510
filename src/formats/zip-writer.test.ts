import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readZip } from './zip-reader';
import { zipStream, type ZipMember } from './zip-writer';

const folder = mkdtempSync(join(tmpdir(), 'manyhands-zip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const date = new Date(2026, 0, 2, 3, 4, 6);
const limits = { maxEntries: 1e6, maxRatio: 1e6, maxBytes: 1e12 };

const contents: Readonly<Record<string, string>> = {
  'report.json': '{}',
  'a/b/c.txt': 'content '.repeat(40_000),
  'Zürich/東京 🗻.jpg': 'not really',
  'empty.txt': '',
};

/** Members that write down when they are read. */
function members(files: Readonly<Record<string, string>>, read: string[] = []): ZipMember[] {
  return Object.entries(files).map(([path, content]) => ({
    path,
    read: async () => {
      read.push(path);
      return new TextEncoder().encode(content);
    },
  }));
}

const packed = async (files: Readonly<Record<string, string>>) =>
  new Uint8Array(await new Response(zipStream(members(files), date)).arrayBuffer());

async function written(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, await packed(files));
  return path;
}

const hasProgram = (program: string, flag: string) => spawnSync(program, [flag]).status === 0;

describe('a written zip', () => {
  it('is read back by our own reader, in the order of its members', async () => {
    const entries = await readZip(new Blob([await packed(contents)]), limits);
    const read = await Promise.all(entries.map(async (one) => [one.path, new TextDecoder().decode(await one.read())]));
    expect(read).toEqual(Object.entries(contents));
  });

  it.skipIf(!hasProgram('python3', '--version'))('is read back by Python, names and dates included', async () => {
    const path = await written('python.zip', contents);
    const script = [
      'import json, sys, zipfile',
      'z = zipfile.ZipFile(sys.argv[1])',
      'assert z.testzip() is None',
      'print(json.dumps([[i.filename, z.read(i).decode(), i.date_time] for i in z.infolist()]))',
    ].join('\n');
    const { stdout, stderr } = spawnSync('python3', ['-c', script, path], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const expected = Object.entries(contents).map(([name, content]) => [name, content, [2026, 1, 2, 3, 4, 6]]);
    expect(JSON.parse(stdout)).toEqual(expected);
  });

  it.skipIf(!hasProgram('unzip', '-v'))('passes `unzip -t`', async () => {
    const { status, stdout } = spawnSync('unzip', ['-t', await written('unzip.zip', contents)], { encoding: 'utf8' });
    expect(stdout).toContain('No errors detected');
    expect(status).toBe(0);
  });

  it('may hold nothing', async () => {
    expect(await readZip(new Blob([await packed({})]), limits)).toEqual([]);
  });

  it('is the same bytes for the same members and date', async () => {
    expect(Buffer.from(await packed(contents)).equals(await packed(contents))).toBe(true);
  });

  it('has sizes and sums in front of each member, so that it can be unpacked while it comes', async () => {
    const view = new DataView((await packed({ 'a.txt': 'content' })).buffer);
    const usesDescriptor = (view.getUint16(6, true) & 8) !== 0;
    expect(usesDescriptor).toBe(false);
    expect(view.getUint32(22, true)).toBe(7);
  });
});

describe('packing', () => {
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`${at}.txt`, 'content']));
  const turns = async (count: number) => {
    for (let at = 0; at < count; at++) await new Promise((resolve) => setImmediate(resolve));
  };

  it('reads one member ahead of its reader and no more', async () => {
    const read: string[] = [];
    const reader = zipStream(members(many, read), date).getReader();
    await turns(200);
    expect(read.length).toBeLessThanOrEqual(1);
    // A member is two pieces, its header and its content.
    for (let piece = 0; piece < 10; piece++) await reader.read();
    await turns(200);
    expect(read.length).toBeGreaterThanOrEqual(5);
    expect(read.length).toBeLessThanOrEqual(6);
    await reader.cancel();
  });

  it('stops reading members when its reader cancels', async () => {
    const read: string[] = [];
    const reader = zipStream(members(many, read), date).getReader();
    await reader.read();
    await reader.cancel();
    await turns(200);
    expect(read.length).toBeLessThanOrEqual(2);
  });

  it.each([0, 3, 29])('hands the error of reading member %i to the reader', async (bad) => {
    const failing = members(many);
    failing[bad] = { path: 'gone.txt', read: () => Promise.reject(new Error('The store lost it.')) };
    await expect(new Response(zipStream(failing, date)).arrayBuffer()).rejects.toThrow('The store lost it.');
  });

  it('hands the error of two members of one name to the reader', async () => {
    const [one] = members({ 'a.txt': 'content' });
    await expect(new Response(zipStream([one!, one!], date)).arrayBuffer()).rejects.toThrow();
  });
});
