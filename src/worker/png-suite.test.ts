import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { corpusFile, corpusFiles, noCorpus } from './testing/corpus';
import { nodeVips } from './testing/node-vips';
import { decoded, type Raster } from './testing/raster';
import { output } from './testing/run';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

/** CRC-32 of the bytes that image-rs' decoder gives, by the file's name. */
function checksums(name: string): ReadonlyMap<string, number> {
  if (noCorpus) return new Map();
  const lines = new TextDecoder()
    .decode(corpusFile(`ground-truth/png-crc/${name}`))
    .trim()
    .split('\n');
  return new Map(
    lines.map((line) => {
      const [path = '', crc = ''] = line.split(': ');
      return [path.split('/').at(-1) ?? '', Number(crc)];
    }),
  );
}

/** Palettes and small greys expanded, and 16 bits cut to their upper byte. */
const expanded = checksums('results.txt');
/** Samples as the file holds them. */
const stored = checksums('results_identity.txt');

const files = corpusFiles('decoders/png').flatMap(({ path, read }) => {
  const name = path.split('/').at(-1) ?? '';
  const crc = expanded.get(name);
  return crc === undefined ? [] : [{ path, name, read, crc }];
});

/** Their transparent colour becomes alpha, which the stored samples do not have. */
const hasColourKey = new Set(['tbbn2c16.png', 'tbgn2c16.png', 'tbwn0g16.png']);

const upperBytes = ({ data }: Raster) => (data instanceof Uint8Array ? data : Uint8Array.from(data, (v) => v >>> 8));

/** As a PNG holds them: 16 bits are big-endian. */
function bigEndian({ data }: Raster): Uint8Array {
  const bytes = new Uint8Array(2 * data.length);
  data.forEach((sample, i) => bytes.set([sample >>> 8, sample & 255], 2 * i));
  return bytes;
}

describe.skipIf(noCorpus)(
  'a PNG file comes through without steps as another decoder reads it (needs the corpus)',
  () => {
    it('in more than a hundred files', () => {
      expect(files.length).toBeGreaterThan(100);
    });

    it.each(files)('$path', async ({ name, read, crc }) => {
      const { bytes } = await output(vips, read(), { output: { format: 'png' } });
      const raster = decoded(vips, new Uint8Array(bytes));
      expect(crc32(upperBytes(raster))).toBe(crc);
      if (raster.depth === 16 && !hasColourKey.has(name)) expect(crc32(bigEndian(raster))).toBe(stored.get(name));
    });
  },
);
