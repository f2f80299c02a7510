import { insideBox, type Photograph } from '../photographs/photograph';
import { cameraPhotographs, progressivePhotographs } from '../photographs/sets';
import {
  canvas,
  imagemagick,
  jsquash,
  magickWasm,
  manyhandsAuto,
  manyhandsExact,
  opencv,
  pillow,
  pillowDraft,
  sharp,
} from '../subjects';
import type { BenchInput } from '../subjects/subject';
import type { Group } from './group';
import { measureImages } from './images';
import { against } from './wishes';

const boxPx = 640;

/** What most people do first with a camera's folder. */
export const cameraJpeg: Group = {
  name: 'camera-jpeg',
  rounds: 7,
  async measure(options) {
    const { ground } = options;
    const question = {
      name: 'camera-jpeg',
      task: 'camera-jpeg',
      summary: 'baseline photographs of 6 MP and more → 640 px inside, JPEG q80 4:2:0',
      inputs: insideInputs(await cameraPhotographs(options)),
      subjects: [
        manyhandsAuto(ground),
        manyhandsExact(ground),
        sharp(ground),
        canvas(ground),
        pillow(ground),
        pillowDraft(ground),
        opencv(ground),
        jsquash(ground),
        magickWasm(ground),
        imagemagick(ground),
      ],
      wishes: [
        ...against(ground, {
          sharp: 1.2,
          canvas: 2,
          pillow: 2.5,
          'pillow-draft': 1.2,
          opencv: 1.8,
          jsquash: 4,
          'magick-wasm': 4,
          imagemagick: 4,
          'manyhands-exact': null,
        }),
      ],
    };
    return [await measureImages(question, options)];
  },
};

export const cameraProgressive: Group = {
  name: 'camera-progressive',
  rounds: 5,
  async measure(options) {
    const { ground } = options;
    const question = {
      name: 'camera-progressive',
      task: 'camera-progressive',
      summary: 'progressive photographs of 6 MP and more → 640 px inside, JPEG q80 4:2:0',
      // They take five times as long as the others.
      inputs: insideInputs((await progressivePhotographs(options)).slice(0, 6)),
      imagesPerRound: 12,
      subjects: [manyhandsAuto(ground), manyhandsExact(ground), sharp(ground), canvas(ground), opencv(ground)],
      wishes: against(ground, { sharp: 0.9, canvas: null, opencv: null, 'manyhands-exact': null }),
    };
    return [await measureImages(question, options)];
  },
};

export function insideInputs(photographs: readonly Photograph[], box = boxPx): BenchInput[] {
  return photographs.map((photograph) => ({ path: photograph.path, ...insideBox(photograph, box) }));
}
