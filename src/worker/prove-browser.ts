import {
  decodeFrame,
  hasImageDecoder,
  readFromCanvas,
  type Asked,
  type BrowserReader,
  type Eighths,
  type Frame,
  type FrameColours,
} from './browser-decoder';
import { turnedProfile } from './codecs/turned-profile';
import type { Kernels } from './kernels';

/** A multiple of the largest MCU, so that no side is padded. */
const side = 32;
/** Of a level: libraries round on their own, and quality 100 leaves a level or two. */
const tolerance = 4;

/** Left and right half: red, green, blue. */
const left = [40, 90, 200] as const;
const right = [210, 60, 100] as const;
type Colour = readonly [red: number, green: number, blue: number];

/**
 * Whether the browser's decoder hands over what the fast way takes for granted, tried on one small JPEG that the kernels
 * write, and on one transparent PNG. What it does beyond that is told apart: Chromium shrinks as libjpeg does, keeps
 * transparent colours and converts by a profile when asked; Firefox does none of these. A browser that guards against
 * being recognised gives noise for a canvas.
 * @returns null where it is not to be trusted with anything.
 */
export async function proveBrowser(kernels: Kernels): Promise<BrowserReader | null> {
  const plain = () => sample(kernels, false);
  const tagged = () => sample(kernels, true);
  const readsBack = await shows(() => readFromCanvas(plain(), asked(8, 'stored')), [left, right]);
  if (hasImageDecoder() && (await shows(() => decodeFrame(plain(), asked(8, 'stored')), [left, right])))
    return {
      by: 'frames',
      readsBack,
      shrinks: await shows(() => decodeFrame(plain(), asked(2, 'stored')), [left, right]),
      keepsAlpha: await keepsAlpha(),
      converts:
        (await shows(() => decodeFrame(tagged(), asked(8, 'stored')), [left, right])) &&
        (await shows(() => decodeFrame(tagged(), asked(8, 'srgb')), [turned(left), turned(right)])),
    };
  return readsBack ? { by: 'canvas', readsBack, shrinks: false, keepsAlpha: false, converts: false } : null;
}

/** The sample's profile calls blue what is red. */
const turned = ([red, green, blue]: Colour): Colour => [blue, green, red];

const asked = (eighths: Eighths, colours: FrameColours): Asked => ({
  format: 'jpeg',
  width: side,
  height: side,
  eighths,
  colours,
});

function sample(kernels: Kernels, hasProfile: boolean): Uint8Array<ArrayBuffer> {
  const mark = kernels.mark();
  try {
    const at = kernels.alloc(side * side * 3);
    const bytes = kernels.bytes(at, side * side * 3);
    for (let i = 0; i < side * side; i++) bytes.set(i % side < side / 2 ? left : right, 3 * i);
    const pixels = { kind: 'packed', layout: 'rgb', at, stride: side * 3, width: side, height: side } as const;
    const segments = hasProfile ? { icc: turnedProfile() } : {};
    return kernels.encodeJpeg(pixels, { quality: 100, sampling: '4:2:0', segments });
  } finally {
    kernels.release(mark);
  }
}

async function shows(decode: () => Promise<Frame>, [one, other]: readonly [Colour, Colour]): Promise<boolean> {
  try {
    const { frame, pixels } = await taken(decode);
    const { width, height, layout } = frame;
    const at = readers[layout];
    if (!at) return false;
    // Where the halves meet, halved chroma may be blended.
    const meet = width === side ? 2 : 0;
    for (let i = 0; i < width * height; i++) {
      const x = i % width;
      if (Math.abs(x + 0.5 - width / 2) < meet) continue;
      const expected = x < width / 2 ? one : other;
      const came = at(pixels, i, expected);
      if (came.some(([level, wanted]) => Math.abs(level - wanted) > tolerance)) return false;
    }
    return true;
  } catch {
    return false;
  }
}

type Read = (pixels: Uint8Array, i: number, colour: Colour) => readonly (readonly [level: number, wanted: number])[];

const fourBytes =
  (order: readonly [number, number, number]): Read =>
  (pixels, i, colour) =>
    order.map((at, band) => [pixels[4 * i + at]!, colour[band]!]);

/** What a pixel is in each layout, and what it should be: of planes the luma. */
const readers: Partial<Record<Frame['layout'], Read>> = {
  '4:2:0': (pixels, i, [r, g, b]) => [[pixels[i]!, 0.299 * r + 0.587 * g + 0.114 * b]],
  rgbx: fourBytes([0, 1, 2]),
  rgba: fourBytes([0, 1, 2]),
  bgrx: fourBytes([2, 1, 0]),
  bgra: fourBytes([2, 1, 0]),
};

/** Two pixels, (200, 100, 40) at 128 of 255 and (10, 20, 30) at 8: the second is lost where colours are premultiplied. */
const transparent =
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEUlEQVR4nGM4kaLRwCUixwEADR0CGc9mkUoAAAAASUVORK5CYII=';

async function keepsAlpha(): Promise<boolean> {
  try {
    const file = Uint8Array.from(atob(transparent), (one) => one.charCodeAt(0));
    const { frame, pixels } = await taken(() =>
      decodeFrame(file, { format: 'png', width: 2, height: 1, eighths: 8, colours: 'stored' }),
    );
    const [red, blue] = frame.layout === 'rgba' ? [0, 2] : [2, 0];
    const expected = [
      [200, 100, 40, 128],
      [10, 20, 30, 8],
    ];
    return (
      (frame.layout === 'rgba' || frame.layout === 'bgra') &&
      expected.every((pixel, i) =>
        pixel.every((level, band) => pixels[4 * i + ([red, 1, blue, 3][band] ?? 0)] === level),
      )
    );
  } catch {
    return false;
  }
}

async function taken(decode: () => Promise<Frame>): Promise<{ frame: Frame; pixels: Uint8Array }> {
  const frame = await decode();
  try {
    const pixels = new Uint8Array(frame.bytes);
    await frame.copyTo(pixels);
    return { frame, pixels };
  } finally {
    frame.close();
  }
}
