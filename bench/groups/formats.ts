import { cutouts, megapixels } from '../photographs/sets';
import {
  canvas,
  imagemagick,
  jsquash,
  magickWasm,
  manyhandsAuto,
  manyhandsExact,
  opencvInFull,
  pillow,
  sharp,
} from '../subjects';
import { insideInputs } from './camera';
import { imageGroup } from './image-group';

/** Cut-outs made small, transparent pixels and all. */
export const pngAlpha = imageGroup({
  name: 'png-alpha',
  rounds: 5,
  summary: 'PNGs of 2 MP with alpha → 512 px inside, PNG at its default compression',
  inputs: async (options) => insideInputs(await cutouts(options), 512),
  imagesPerRound: 16,
  subjects: [manyhandsAuto, manyhandsExact, sharp, canvas, pillow, opencvInFull, jsquash, imagemagick],
  goals: { sharp: 0.8, canvas: null, pillow: null, opencv: null, jsquash: null, imagemagick: null },
});

/** What the encoder of WebP leaves of the rest. */
export const webp = imageGroup({
  name: 'webp',
  rounds: 5,
  summary: 'JPEGs of 1 MP → WebP q80 of the same size, at the default effort',
  inputs: async (options) => (await megapixels(options)).map(({ path, width, height }) => ({ path, width, height })),
  imagesPerRound: 12,
  subjects: [manyhandsAuto, manyhandsExact, sharp, canvas, pillow, opencvInFull, jsquash, magickWasm],
  goals: { sharp: 0.6, canvas: null, pillow: null, opencv: null, jsquash: null, 'magick-wasm': null },
});
