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
import { imageGroup } from './image-group';

const boxPx = 640;

/** What most people do first with a camera's folder. */
export const cameraJpeg = imageGroup({
  name: 'camera-jpeg',
  rounds: 7,
  summary: 'baseline photographs of 6 MP and more → 640 px inside, JPEG q80 4:2:0',
  inputs: async (options) => insideInputs(await cameraPhotographs(options)),
  subjects: [
    manyhandsAuto,
    manyhandsExact,
    sharp,
    canvas,
    pillow,
    pillowDraft,
    opencv,
    jsquash,
    magickWasm,
    imagemagick,
  ],
  goals: {
    sharp: 1.2,
    canvas: 2,
    pillow: 2.5,
    'pillow-draft': 1.2,
    opencv: 1.8,
    jsquash: 4,
    'magick-wasm': 4,
    imagemagick: 4,
    'manyhands-exact': null,
  },
});

export const cameraProgressive = imageGroup({
  name: 'camera-progressive',
  rounds: 5,
  summary: 'progressive photographs of 6 MP and more → 640 px inside, JPEG q80 4:2:0',
  // They take five times as long as the others.
  inputs: async (options) => insideInputs((await progressivePhotographs(options)).slice(0, 6)),
  imagesPerRound: 12,
  subjects: [manyhandsAuto, manyhandsExact, sharp, canvas, opencv],
  goals: { sharp: 0.9, canvas: null, opencv: null, 'manyhands-exact': null },
});

export function insideInputs(photographs: readonly Photograph[], box = boxPx): BenchInput[] {
  return photographs.map((photograph) => ({ path: photograph.path, ...insideBox(photograph, box) }));
}
