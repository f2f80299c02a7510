import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ItemTrouble } from '../core/errors';
import { ItemError } from '../core/errors';
import type { ArchiveLimits } from './archive';
import { readZip } from './zip-reader';

const corpus = process.env['CORPUS'] ?? join(import.meta.dirname, '../../../shared/corpus');
const limits: ArchiveLimits = { maxEntries: 1e6, maxRatio: 1e6, maxBytes: 1e12 };

/** Files below a folder, or none where it is not there. */
function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const zipsOf = (folder: string) =>
  filesOf(join(corpus, folder))
    .filter((file) => file.endsWith('.zip'))
    .map((file) => relative(corpus, file));

const opened = (zip: string) => readZip(new Blob([new Uint8Array(readFileSync(join(corpus, zip)))]), limits);

/** What stands in for an empty folder in the corpus, since git keeps none. */
const isStandIn = (path: string) => /\.git_please|\.dont_expect/.test(path);

describe.skipIf(!existsSync(corpus))('the zips of the corpus', () => {
  it.each(zipsOf('archives/yauzl-success'))('%s unpacks to what lies in the folder beside it', async (zip) => {
    const folder = join(corpus, zip.replace(/\.zip$/, ''));
    const expected = filesOf(folder)
      .map((file) => relative(folder, file))
      .filter((path) => !isStandIn(path));
    const entries = await opened(zip);
    expect(entries.map(({ path }) => path).sort()).toEqual(expected.sort());
    for (const entry of entries) {
      expect(entry.trouble).toBeNull();
      expect(entry.bytes).toBe(statSync(join(folder, entry.path)).size);
      expect(Buffer.from(await entry.read()).equals(readFileSync(join(folder, entry.path)))).toBe(true);
    }
  });

  it.each(zipsOf('archives/misc'))('%s holds entries that all can be read', async (zip) => {
    const entries = await opened(zip);
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) expect((await entry.read()).byteLength).toBe(entry.bytes);
  });

  /** Each hostile zip is named for what is wrong with it. */
  const codes = [
    [/path/, 'unsafe-path'],
    [/bytes in the stream|symbols/, 'corrupt'],
  ] as const;
  it.each(zipsOf('hostile/archives'))(
    '%s tells the trouble that its name says, and throws nothing else',
    async (zip) => {
      const troubles: (ItemTrouble | null)[] = [];
      for (const entry of await opened(zip)) troubles.push(entry.trouble ?? (await troubleOf(entry.read())));
      const code = codes.find(([name]) => name.test(zip))?.[1];
      expect(troubles.map((trouble) => trouble?.code)).toContain(code);
    },
  );
});

async function troubleOf(read: Promise<unknown>): Promise<ItemTrouble | null> {
  try {
    await read;
    return null;
  } catch (error) {
    if (error instanceof ItemError) return error.trouble;
    throw error;
  }
}
