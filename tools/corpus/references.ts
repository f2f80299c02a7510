import { createHash } from 'node:crypto';
import { corpusFile, corpusFiles, type CorpusFile } from '../../src/worker/testing/corpus';
import { piped } from '../../src/core/operations/handles';
import { processed } from '../../src/worker/testing/run';
import type { VipsLibrary } from '../../src/worker/vips';
import type { Compared, Waiver } from './waivers';

/** Of two correct decoders of a lossy format. */
const lossy = 2;

const grown = 'image-rs keeps to the screen descriptor; libvips grows to hold the frame.';
const premultiplied = 'image-rs leaves associated alpha premultiplied; here alpha is straight.';
const linear = 'Floats are linear light here (scRGB); image-rs only stretches them.';

/** Where the reference differs for a reason, each looked into, and how far. */
export const known: Readonly<Record<string, Waiver>> = {
  'decoders/gif/image-rs/border_touching_layers.gif': {
    why: 'image-rs leaves transparent what no frame covers; libvips, opaque.',
    atMost: 31.88,
  },
  'decoders/gif/image-rs/oob.gif': { why: grown, atMost: 0, differs: 'size 40 × 40, reference 32 × 32' },
  'decoders/gif/image-rs/issue_1455_oversized.gif': {
    why: grown,
    atMost: 0,
    differs: 'size 16 × 16, reference 10 × 10',
  },
  'decoders/tiff/image-rs/hpredict.tiff': { why: premultiplied, atMost: 44.34 },
  'decoders/tiff/image-rs/hpredict_packbits.tiff': { why: premultiplied, atMost: 43.11 },
  'decoders/tiff/image-rs/rgb32f_bw.tiff': { why: linear, atMost: 48.42 },
  'decoders/tiff/image-rs/rgb32f_color.tiff': { why: linear, atMost: 39.91 },
  'decoders/avif/link-u/red-at-12-oclock-with-color-profile-8bpc.avif': {
    why: 'Its luma is weighed by the primaries of its profile (0.72, 0.06, 0.22) and marked as BT.709; Chromium reads the same.',
    atMost: 11.53,
  },
};

/** References of image-rs whose files the corpus does not have: all others must be compared. */
const withoutFile: readonly { readonly under: string; readonly references: number; readonly why: string }[] = [
  { under: 'png/apng/', references: 12, why: 'the corpus has no animated PNG' },
  { under: 'png/bugfixes/debug_triangle_corners_widescreen.png.png', references: 1, why: 'the corpus has no such PNG' },
];

export interface References {
  readonly compared: readonly Compared[];
  /** For a person: how many references of image-rs were compared, and which not. */
  readonly lines: readonly string[];
  /** References that lost their files. */
  readonly wrong: readonly string[];
}

/** Every file that another decoder's result is there for. */
export async function references(vips: VipsLibrary): Promise<References> {
  const files = corpusFiles('decoders');
  const { compared, alone } = await imageRs(vips, files);
  const groups = withoutFile.map((group) => ({
    ...group,
    found: alone.filter((path) => path.startsWith(group.under)),
  }));
  return {
    compared: [...compared, ...(await others(vips)), ...(await webpSums(vips, files))],
    lines: [
      `${compared.length + alone.length} references of image-rs: ${compared.length} compared, ${alone.length} without a file`,
      ...groups.map(({ under, found, why }) => `${under}: ${found.length} not compared, ${why}.`),
    ],
    wrong: [
      ...alone.filter((path) => !withoutFile.some(({ under }) => path.startsWith(under))),
      ...groups.filter(({ references, found }) => references !== found.length).map(({ under }) => under),
    ].map((path) => `${path}: expected the corpus to have as many files for image-rs’ references as it had.`),
  };
}

const imageRsFolder = 'ground-truth/image-rs-reference/';

/** image-rs' own pictures, named `name.gif.png`; `alone` are those without a file. */
async function imageRs(vips: VipsLibrary, files: readonly CorpusFile[]) {
  const compared: Compared[] = [];
  const alone: string[] = [];
  for (const { path, read } of corpusFiles(imageRsFolder)) {
    const own = path.slice(imageRsFolder.length);
    const [folder = '', name = ''] = [
      own.split('/')[0],
      own
        .split('/')
        .at(-1)
        ?.replace(/\.png$/, ''),
    ];
    const kind = folder === 'jpg' ? 'jpeg' : folder;
    const file = files.find((one) => one.path.startsWith(`decoders/${kind}/`) && one.path.endsWith(`/${name}`));
    if (!file) {
      alone.push(own);
      continue;
    }
    const isLossy = kind === 'jpeg' || /lossy|simple-(?:gray|rgb)|^anim\.webp/.test(name);
    const apart = await distance(vips, file.read(), read());
    compared.push({ path: file.path, ...apart, atMost: isLossy ? lossy : 0 });
  }
  return { compared, alone };
}

async function others(vips: VipsLibrary): Promise<Compared[]> {
  const pairs = [
    ['decoders/jxl/libjxl/splines.jxl', 'jxl-reference/splines.png'],
    ['decoders/jxl/libjxl/spline_on_first_frame.jxl', 'jxl-reference/spline_on_first_frame.png'],
    ['decoders/avif/link-u/fox.profile0.8bpc.yuv420.avif', 'avif-reference/fox.jpg'],
    ['decoders/avif/link-u/fox.profile1.8bpc.yuv444.avif', 'avif-reference/fox.jpg'],
    [
      'decoders/avif/link-u/red-at-12-oclock-with-color-profile-8bpc.avif',
      'avif-reference/red-at-12-oclock-with-color-profile.jpg',
    ],
  ] as const;
  const compared: Compared[] = [];
  for (const [path, reference] of pairs) {
    const apart = await distance(vips, corpusFile(path), corpusFile(`ground-truth/${reference}`));
    compared.push({ path, ...apart, atMost: lossy });
  }
  return [...compared, ...(await everyFrame(vips))];
}

/** Frames smaller than the picture, laid over those before them. */
async function everyFrame(vips: VipsLibrary): Promise<Compared[]> {
  const path = 'decoders/jxl/libjxl/cropped_traffic_light.jxl';
  const compared: Compared[] = [];
  for (const frame of [0, 1, 2, 3]) {
    const reference = corpusFile(`ground-truth/jxl-reference/cropped_traffic_light_frame-${frame}.png`);
    const apart = await distance(vips, corpusFile(path), reference, frame);
    compared.push({ path: `${path}, frame ${frame}`, ...apart, atMost: lossy });
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
    compared.push({ path, mean: isSame ? 0 : Infinity, atMost: 0, differs: null });
  }
  return compared;
}

/** Over what both cover, from their upper left corner. */
async function distance(
  vips: VipsLibrary,
  file: Uint8Array,
  reference: Uint8Array,
  frame = 0,
): Promise<Pick<Compared, 'mean' | 'differs'>> {
  const [one, other] = [await rgbaOf(vips, file, frame), await rgbaOf(vips, reference)];
  const [width, height] = [Math.min(one.width, other.width), Math.min(one.height, other.height)];
  let sum = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [a, b] = [pixelAt(one, x, y), pixelAt(other, x, y)];
      // Nobody sees the colour of what is transparent.
      const isHidden = a[3] === 0 && b[3] === 0;
      for (let band = isHidden ? 3 : 0; band < 4; band++) sum += Math.abs(a[band]! - b[band]!);
    }
  const size = (of: Pixels) => `${of.width} × ${of.height}`;
  const differs = size(one) === size(other) ? null : `size ${size(one)}, reference ${size(other)}`;
  return { mean: sum / (4 * width * height), differs };
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly data: Uint8Array;
}

function pixelAt({ width, data }: Pixels, x: number, y: number): Uint8Array {
  const at = 4 * (y * width + x);
  return data.subarray(at, at + 4);
}

/** By the worker's own way, as a job would write it. */
async function rgbaOf(vips: VipsLibrary, file: Uint8Array, frame = 0): Promise<Pixels> {
  const parts = { input: { frames: 'all' }, output: { format: 'png', compression: 0, channels: 'rgba' } };
  const worked = await processed(vips, file, frame === 0 ? { output: parts.output } : parts);
  if (worked.status !== 'done') throw new Error(`Expected an output, received ${worked.code}: ${worked.detail}`);
  const made = worked.outputs[frame];
  if (!made) throw new Error(`Expected frame ${frame}, received ${worked.outputs.length} frames.`);
  const image = piped(vips.Image.newFromBuffer(new Uint8Array(made.bytes)), (one) =>
    one.format === 'uchar' ? one.copy() : one.colourspace('srgb'),
  );
  try {
    return { width: image.width, height: image.height, data: image.writeToMemory() as Uint8Array }; // Of 8 bits.
  } finally {
    image.delete();
  }
}
