import { crc32 } from 'node:zlib';
import { corpusFile, corpusFiles, noCorpus, type CorpusFile } from './corpus';
import { decoded, type Raster } from './raster';
import { output } from './run';
import type { VipsLibrary } from '../vips';

/** CRC-32s of a picture's samples, in the two ways that image-rs has written them down. */
export interface PngSums {
  /** Palettes and small greys expanded, and 16 bits cut to their upper byte. */
  readonly expanded: number;
  /** Expanded likewise but of the file's depth, and opaque where the file says nothing of alpha. */
  readonly alpha: number;
}

export interface SummedPng extends CorpusFile {
  readonly sums: PngSums;
}

/** The PNGs of the corpus, PngSuite's and others, that image-rs' checksums are there for; `alone` are sums without a file. */
export function summedPngs(): { readonly files: readonly SummedPng[]; readonly alone: readonly string[] } {
  const [expanded, alpha] = [checksums('results.txt'), checksums('results_alpha.txt')];
  const found = new Map(corpusFiles('decoders/png').map((file) => [nameOf(file.path), file]));
  const files = [...found].flatMap(([name, file]) => {
    const sums = { expanded: expanded.get(name), alpha: alpha.get(name) };
    return sums.expanded === undefined || sums.alpha === undefined ? [] : [{ ...file, sums: sums as PngSums }];
  });
  return { files, alone: [...expanded.keys()].filter((name) => !found.has(name)) };
}

/** By the file's name. */
function checksums(name: string): ReadonlyMap<string, number> {
  if (noCorpus) return new Map();
  const lines = new TextDecoder()
    .decode(corpusFile(`ground-truth/png-crc/${name}`))
    .trim()
    .split('\n');
  return new Map(
    lines.map((line) => {
      const [path = '', crc = ''] = line.split(': ');
      return [nameOf(path), Number(crc)];
    }),
  );
}

function nameOf(path: string): string {
  return path.split('/').at(-1) ?? '';
}

/** Of what comes of a file without steps, by the worker's own way. */
export async function pngSums(vips: VipsLibrary, file: Uint8Array): Promise<PngSums> {
  const { bytes } = await output(vips, file, { output: { format: 'png' } });
  const raster = decoded(vips, new Uint8Array(bytes));
  return { expanded: crc32(upperBytes(raster)), alpha: crc32(bigEndian(withAlpha(raster))) };
}

function upperBytes({ data }: Raster): Uint8Array {
  return data instanceof Uint8Array ? data : Uint8Array.from(data, (v) => v >>> 8);
}

function withAlpha(raster: Raster): Raster {
  const { bands, depth, data } = raster;
  if (bands % 2 === 0) return raster;
  const full = new (depth === 8 ? Uint8Array : Uint16Array)((data.length / bands) * (bands + 1)).fill(2 ** depth - 1);
  for (let from = 0, to = 0; from < data.length; from += bands, to += bands + 1)
    full.set(data.subarray(from, from + bands), to);
  return { ...raster, bands: bands + 1, data: full };
}

/** As a PNG holds them. */
function bigEndian({ data }: Raster): Uint8Array {
  if (data instanceof Uint8Array) return data;
  const bytes = new Uint8Array(2 * data.length);
  data.forEach((sample, i) => bytes.set([sample >>> 8, sample & 255], 2 * i));
  return bytes;
}
