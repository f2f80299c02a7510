import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from '../../src/worker/codecs/decode';
import { imageOfFrame } from '../../src/worker/codecs/foreign';
import { identify } from '../../src/worker/read-item';
import { corpusFiles, type CorpusFile } from '../../src/worker/testing/corpus';
import { libvipsAlone, limits } from '../../src/worker/testing/run';
import type { VipsLibrary } from '../../src/worker/vips';
import { unexplained, waiverLines, type Compared, type Waiver } from './waivers';

/** An image as decoded, before any colour is converted. */
interface Stored {
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  /** libvips' name of the samples' type. */
  readonly samples: string;
  readonly orientation: number;
  readonly profile: boolean;
  readonly data: Uint8Array;
}

export interface AgainstNative {
  /** For a person: how many files of each format both read, and how far apart the farthest are. */
  readonly lines: readonly string[];
  /** What differs without a reason, and what has a reason but does not differ. */
  readonly wrong: readonly string[];
}

/** Why a file comes out otherwise here than by native libvips 8.14; each looked into, and all else must be alike. */
const reasons: Readonly<Record<string, Waiver>> = {
  'decoders/jxl/libjxl/cropped_traffic_light.jxl': {
    why: 'Its first frame is smaller than the picture. Here it is within 2 of libjxl’s own reference; Debian’s libjxl 0.7 is not.',
    atMost: 16.28,
  },
  'decoders/tiff/image-rs/ycbcr_lzw_bt709.tif': {
    why: 'Its samples are Y, Cb and Cr; here they become red, green and blue, native libvips takes them for those as they are.',
    atMost: 58.64,
  },
};

/** Of two correct decoders of a lossy format, in mean, of 255. */
const lossyMean = 2;

export function hasNative(): boolean {
  return spawnSync('vips', ['--version']).status === 0;
}

/** Every valid file of the corpus against `vips` of this machine: the same file read by another build of libvips. */
export async function againstNative(vips: VipsLibrary): Promise<AgainstNative> {
  const folder = mkdtempSync(join(tmpdir(), 'manyhands-native-'));
  const found: Found[] = [];
  const alone: string[] = [];
  try {
    for (const file of corpusFiles('decoders', 'exif-orientation', 'photos')) {
      if (file.path.endsWith('.zip')) continue;
      const own = await byUs(vips, file);
      const native = byNative(file, folder, own);
      if (native)
        found.push({
          ...{ path: file.path, format: own.format, atMost: isLossy(own.format, file.path) ? lossyMean : 0 },
          ...apart(own, native),
        });
      else alone.push(file.path);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { lines: summary(found, alone), wrong: unexplained(found, reasons) };
}

interface Found extends Compared {
  readonly format: string;
}

function summary(found: readonly Found[], alone: readonly string[]): string[] {
  const formats = [...new Set(found.map(({ format }) => format))].sort();
  return [
    `${found.length} files read here and by native libvips: size, bands, samples, orientation, profile and pixels`,
    ...formats.map((format) => {
      const own = found.filter((one) => one.format === format);
      const alike = own.filter(({ path }) => !Object.hasOwn(reasons, path));
      const farthest = Math.max(0, ...alike.map(({ mean }) => mean));
      return `${format}\t${alike.length} of ${own.length} alike, at most ${farthest.toPrecision(2)} of 255 apart in mean`;
    }),
    ...waiverLines(reasons),
    ...alone.map((path) => `${path}: native libvips of this machine does not read it.`),
  ];
}

async function byUs(vips: VipsLibrary, { path, read }: CorpusFile): Promise<Stored & { readonly format: string }> {
  const bytes = read();
  const engines = libvipsAlone(vips);
  const { header, reader } = await identify(engines, bytes, { limits, svgWidth: 1024 });
  const { format, orientation } = header;
  const image =
    reader.by === 'imagemagick'
      ? imageOfFrame(vips, (await engines.magick()).frames(bytes, format, [0])[0]!) // One was asked for.
      : open(vips, bytes, format, { shrink: 1, keepTruncated: false, svgWidth: 1024 });
  try {
    const view: ArrayBufferView = image.writeToMemory(); // Of the image's own samples, whatever its type says.
    return {
      format,
      width: image.width,
      height: image.height,
      bands: image.bands,
      samples: String(image.format),
      orientation,
      profile: header.profile,
      data: new Uint8Array(view.buffer, view.byteOffset, view.byteLength),
    };
  } catch (error) {
    throw new Error(`Expected ${path} to be read, received ${String(error)}.`, { cause: error });
  } finally {
    image.delete();
  }
}

/** libvips' enumeration VipsBandFormat, in its order. */
const samplesOf = ['uchar', 'char', 'ushort', 'short', 'uint', 'int', 'float', 'complex', 'double', 'dpcomplex'];

/** Null where native libvips does not read it. */
function byNative({ path, read }: CorpusFile, folder: string, own: Stored): Stored | null {
  const source = join(folder, path.split('/').at(-1) ?? '');
  writeFileSync(source, read());
  const result = join(folder, 'out.v');
  const scaled = path.endsWith('.svg') ? `${source}[scale=${scaleFor(source, own)}]` : source;
  const copied = spawnSync('vips', ['copy', scaled, result], { encoding: 'utf8' });
  const told = spawnSync('vipsheader', ['-a', source], { encoding: 'utf8', maxBuffer: 2 ** 28 }).stdout;
  rmSync(source);
  if (copied.status !== 0) return null;
  const bytes = readFileSync(result);
  const number = (at: number) => bytes.readInt32LE(at);
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(told)?.[1];
  const [width, height, bands] = [number(4), number(8), number(12)];
  const samples = samplesOf[number(20)] ?? 'unknown';
  const length = width * height * bands * (bytesOf[samples] ?? 1);
  return {
    width,
    height,
    bands,
    samples,
    orientation: Number(field('orientation') ?? 1),
    profile: field('icc-profile-data') !== undefined,
    // Behind the header of libvips' own format.
    data: new Uint8Array(bytes.buffer, bytes.byteOffset + 64, length).slice(),
  };
}

function scaleFor(source: string, own: Stored): number {
  return own.width / Number(spawnSync('vipsheader', ['-f', 'width', source], { encoding: 'utf8' }).stdout);
}

const bytesOf: Readonly<Record<string, number>> = { ushort: 2, short: 2, uint: 4, int: 4, float: 4, double: 8 };

function apart(own: Stored, native: Stored): Pick<Compared, 'mean' | 'differs'> {
  const size = ({ width, height }: Stored) => `${width} × ${height}`;
  const parts: string[] = [];
  const differ = (what: string, one: unknown, other: unknown) => {
    if (one !== other) parts.push(`${what} ${String(one)}, native ${String(other)}`);
  };
  differ('size', size(own), size(native));
  differ('bands', own.bands, native.bands);
  differ('samples', own.samples, native.samples);
  differ('orientation', own.orientation, native.orientation);
  differ('profile', own.profile, native.profile);
  return { differs: parts.length > 0 ? parts.join('; ') : null, mean: meanDistance(own, native) };
}

/** Over the bands and the area that both have, of 255. */
function meanDistance(own: Stored, native: Stored): number {
  const [one, other] = [levels(own), levels(native)];
  const bands = Math.min(own.bands, native.bands);
  const [width, height] = [Math.min(own.width, native.width), Math.min(own.height, native.height)];
  let sum = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let band = 0; band < bands; band++)
        sum += Math.abs(
          one((y * own.width + x) * own.bands + band) - other((y * native.width + x) * native.bands + band),
        );
  return sum / (width * height * bands);
}

/** Samples by number, of 255. Floats are of their own greatest. */
function levels({ samples, data }: Stored): (index: number) => number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  switch (samples) {
    case 'ushort':
      return (index) => view.getUint16(2 * index, true) / 257;
    case 'short':
      return (index) => view.getInt16(2 * index, true) / 257;
    case 'uint':
      return (index) => view.getUint32(4 * index, true) / 2 ** 24;
    case 'int':
      return (index) => view.getInt32(4 * index, true) / 2 ** 24;
    case 'float':
    case 'double': {
      const bytes = samples === 'float' ? 4 : 8;
      const at = (index: number) => (bytes === 4 ? view.getFloat32(4 * index, true) : view.getFloat64(8 * index, true));
      let most = 0;
      for (let i = 0; i < data.length / bytes; i++) if (Number.isFinite(at(i))) most = Math.max(most, Math.abs(at(i)));
      return (index) => (Number.isFinite(at(index)) ? (255 * at(index)) / (most || 1) : 0);
    }
    default:
      return (index) => data[index] ?? NaN;
  }
}

/** What two decoders may differ in by rounding: JPEG's transform, video frames, drawing. */
function isLossy(format: string, path: string): boolean {
  if (['jpeg', 'avif', 'heif', 'jxl', 'svg', 'jp2'].includes(format)) return true;
  return format === 'webp' && !/lossless/.test(path);
}
