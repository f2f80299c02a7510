import type { Photograph } from '../photographs/photograph';
import { cocoPhotographs } from '../photographs/sets';
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
import type { BenchInput } from '../subjects/subject';
import { imageGroup } from './image-group';

const boxPx = 640;

/** What detectors are fed. */
export const cocoLetterbox = imageGroup({
  name: 'coco-letterbox',
  rounds: 7,
  summary: 'JPEGs of 640 × 480 px → 640 px letterbox on #727272, JPEG q80 4:2:0',
  inputs: async (options) => (await cocoPhotographs(options)).map(letterboxed),
  imagesPerRound: 240,
  subjects: [manyhandsAuto, manyhandsExact, sharp, canvas, pillow, opencvInFull, jsquash, magickWasm, imagemagick],
  goals: {
    sharp: 1.8,
    canvas: 1.5,
    opencv: 1.5,
    pillow: 2,
    jsquash: null,
    'magick-wasm': null,
    imagemagick: null,
    'manyhands-exact': null,
  },
});

/** In the middle of the box, at the scale that fits; every side of these photographs leaves whole pixels. */
export function letterboxed({ path, width, height }: Photograph): BenchInput {
  const scale = Math.min(boxPx / width, boxPx / height);
  const inner = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const placed = { left: (boxPx - inner.width) >> 1, top: (boxPx - inner.height) >> 1, ...inner };
  return { path, width: boxPx, height: boxPx, placed };
}
