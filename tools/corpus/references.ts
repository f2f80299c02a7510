import { createHash } from 'node:crypto';
import { corpusFile, corpusFiles, type CorpusFile } from '../../src/worker/testing/corpus';
import { piped } from '../../src/core/operations/handles';
import { output } from '../../src/worker/testing/run';
import type { VipsLibrary } from '../../src/worker/vips';

export interface Compared {
  readonly path: string;
  /** Mean difference of all samples, of 255; NaN where the sizes differ. */
  readonly mean: number;
  readonly atMost: number;
}

/** Of two correct decoders of a lossy format. */
const lossy = 2;

/**
 * Where the reference differs for a reason, each looked into. All else must be within its tolerance, and one of these that
 * comes within it is told too.
 */
export const known: Readonly<Record<string, string>> = {
  'decoders/gif/image-rs/border_touching_layers.gif':
    'image-rs leaves transparent what no frame covers; libvips, opaque.',
  'decoders/gif/image-rs/oob.gif': 'image-rs keeps to the screen descriptor; libvips grows to hold the frame.',
  'decoders/gif/image-rs/issue_1455_oversized.gif':
    'image-rs keeps to the screen descriptor; libvips grows to hold the frame.',
  'decoders/tiff/image-rs/hpredict.tiff': 'image-rs leaves associated alpha premultiplied; here alpha is straight.',
  'decoders/tiff/image-rs/hpredict_packbits.tiff':
    'image-rs leaves associated alpha premultiplied; here alpha is straight.',
  'decoders/tiff/image-rs/rgb32f_bw.tiff': 'Floats are linear light here (scRGB); image-rs only stretches them.',
  'decoders/tiff/image-rs/rgb32f_color.tiff': 'Floats are linear light here (scRGB); image-rs only stretches them.',
  'decoders/avif/link-u/red-at-12-oclock-with-color-profile-8bpc.avif':
    'Its luma is weighed by the primaries of its profile (0.72, 0.06, 0.22) and marked as BT.709; Chromium reads the same.',
};

/** Every file that another decoder's result is there for. */
export async function references(vips: VipsLibrary): Promise<Compared[]> {
  const files = corpusFiles('decoders');
  return [...(await imageRs(vips, files)), ...(await others(vips)), ...(await webpSums(vips, files))];
}

/** image-rs' own pictures, named `name.gif.png`. */
async function imageRs(vips: VipsLibrary, files: readonly CorpusFile[]): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const reference of corpusFiles('ground-truth/image-rs-reference')) {
    const name =
      reference.path
        .split('/')
        .at(-1)
        ?.replace(/\.png$/, '') ?? '';
    const kind = reference.path.split('/')[2] === 'jpg' ? 'jpeg' : reference.path.split('/')[2];
    const file = files.find(({ path }) => path.startsWith(`decoders/${kind}/`) && path.endsWith(`/${name}`));
    if (!file) continue;
    const isLossy = kind === 'jpeg' || /lossy|simple-(?:gray|rgb)|^anim\.webp/.test(name);
    const mean = await distance(vips, file.read(), reference.read());
    compared.push({ path: file.path, mean, atMost: isLossy ? lossy : 0 });
  }
  return compared;
}

async function others(vips: VipsLibrary): Promise<Compared[]> {
  const pairs = [
    ['decoders/jxl/libjxl/splines.jxl', 'jxl-reference/splines.png'],
    ['decoders/jxl/libjxl/spline_on_first_frame.jxl', 'jxl-reference/spline_on_first_frame.png'],
    ['decoders/jxl/libjxl/cropped_traffic_light.jxl', 'jxl-reference/cropped_traffic_light_frame-0.png'],
    ['decoders/avif/link-u/fox.profile0.8bpc.yuv420.avif', 'avif-reference/fox.jpg'],
    ['decoders/avif/link-u/fox.profile1.8bpc.yuv444.avif', 'avif-reference/fox.jpg'],
    [
      'decoders/avif/link-u/red-at-12-oclock-with-color-profile-8bpc.avif',
      'avif-reference/red-at-12-oclock-with-color-profile.jpg',
    ],
  ] as const;
  const compared: Compared[] = [];
  for (const [path, reference] of pairs) {
    const mean = await distance(vips, corpusFile(path), corpusFile(`ground-truth/${reference}`));
    compared.push({ path, mean, atMost: lossy });
  }
  return compared;
}

/** `dwebp -pam` of libwebp's own test files, by their sums: the very bytes. */
async function webpSums(vips: VipsLibrary, files: readonly CorpusFile[]): Promise<Compared[]> {
  const sums = new Map(
    new TextDecoder()
      .decode(corpusFile('ground-truth/webp-md5/libwebp_tests.md5'))
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/).reverse() as [string, string]),
  );
  const compared: Compared[] = [];
  for (const { path, read } of files) {
    const sum = sums.get(`${path.split('/').at(-1)}.pam`);
    if (!path.includes('libwebp') || sum === undefined) continue;
    const { width, height, data } = await rgbaOf(vips, read());
    const head = `P7\nWIDTH ${width}\nHEIGHT ${height}\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n`;
    const isSame = createHash('md5').update(head).update(data).digest('hex') === sum;
    compared.push({ path, mean: isSame ? 0 : NaN, atMost: 0 });
  }
  return compared;
}

async function distance(vips: VipsLibrary, file: Uint8Array, reference: Uint8Array): Promise<number> {
  const [one, other] = [await rgbaOf(vips, file), await rgbaOf(vips, reference)];
  if (one.width !== other.width || one.height !== other.height) return NaN;
  let sum = 0;
  for (let i = 0; i < one.data.length; i++) {
    const alpha = i | 3;
    // Nobody sees the colour of what is transparent.
    const isHidden = i !== alpha && one.data[alpha] === 0 && other.data[alpha] === 0;
    if (!isHidden) sum += Math.abs(one.data[i]! - other.data[i]!);
  }
  return sum / one.data.length;
}

/** By the worker's own way, as a job would write it. */
async function rgbaOf(vips: VipsLibrary, file: Uint8Array) {
  const { bytes } = await output(vips, file, { output: { format: 'png', compression: 0, channels: 'rgba' } });
  const image = piped(vips.Image.newFromBuffer(new Uint8Array(bytes)), (one) =>
    one.format === 'uchar' ? one.copy() : one.colourspace('srgb'),
  );
  try {
    return { width: image.width, height: image.height, data: image.writeToMemory() as Uint8Array }; // Of 8 bits.
  } finally {
    image.delete();
  }
}
