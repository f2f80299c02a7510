import { cutouts, megapixels } from '../photographs/sets';
import {
  canvas,
  imagemagick,
  jsquash,
  magickWasm,
  manyhandsAuto,
  manyhandsExact,
  opencv,
  pillow,
  sharp,
} from '../subjects';
import { insideInputs } from './camera';
import type { Group } from './group';
import { measureImages } from './images';
import { against } from './wishes';

/** Cut-outs made small, transparent pixels and all. */
export const pngAlpha: Group = {
  name: 'png-alpha',
  rounds: 5,
  async measure(options) {
    const { ground } = options;
    const question = {
      name: 'png-alpha',
      task: 'png-alpha',
      summary: 'PNGs of 2 MP with alpha → 512 px inside, PNG at its default compression',
      inputs: insideInputs(await cutouts(options), 512),
      imagesPerRound: 16,
      subjects: [
        manyhandsAuto(ground),
        manyhandsExact(ground),
        sharp(ground),
        canvas(ground),
        pillow(ground),
        opencv(ground),
        jsquash(ground),
        imagemagick(ground),
      ],
      wishes: against(ground, {
        sharp: 0.8,
        canvas: null,
        pillow: null,
        opencv: null,
        jsquash: null,
        imagemagick: null,
      }),
    };
    return [await measureImages(question, options)];
  },
};

/** What the encoder of WebP leaves of the rest. */
export const webp: Group = {
  name: 'webp',
  rounds: 5,
  async measure(options) {
    const { ground } = options;
    const question = {
      name: 'webp',
      task: 'webp',
      summary: 'JPEGs of 1 MP → WebP q80 of the same size, at the default effort',
      inputs: (await megapixels(options)).map(({ path, width, height }) => ({ path, width, height })),
      imagesPerRound: 12,
      subjects: [
        manyhandsAuto(ground),
        manyhandsExact(ground),
        sharp(ground),
        canvas(ground),
        pillow(ground),
        opencv(ground),
        jsquash(ground),
        magickWasm(ground),
      ],
      wishes: against(ground, {
        sharp: 0.6,
        canvas: null,
        pillow: null,
        opencv: null,
        jsquash: null,
        'magick-wasm': null,
      }),
    };
    return [await measureImages(question, options)];
  },
};
