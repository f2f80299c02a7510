import { join } from 'node:path';
import { generatedPhotographs } from '../photographs/generated';
import { corpusPhotographs, insideBox, type Photograph } from '../photographs/photograph';
import { canvas, manyhandsExact, sharp, type Ground } from '../subjects';
import type { Group, GroupOptions } from './group';
import { measureImages, type RatioWish } from './images';

const boxPx = 640;
const leastPixels = 6e6;
const generatedSizes = [
  { width: 3008, height: 2000 },
  { width: 4000, height: 2250 },
  { width: 3872, height: 2592 },
  { width: 3024, height: 4032 },
];

/** What most people do first with a camera's folder. */
export const cameraJpeg: Group = {
  name: 'camera-jpeg',
  async measure(options) {
    const photographs = options.photographs ?? (await ownPhotographs(options));
    const inputs = photographs.map((photograph) => ({ path: photograph.path, ...insideBox(photograph, boxPx) }));
    const { ground } = options;
    const each = [...new Set([1, ground.cores])];
    const subjects = [
      ...each.map((workers) => manyhandsExact(ground, workers)),
      canvas(ground),
      ...each.map((workers) => sharp(ground, workers)),
    ];
    const summary = 'baseline photographs of 6 MP and more → 640 px inside, JPEG q80 4:2:0';
    return [{ summary, ...(await measureImages('camera-jpeg', inputs, subjects, ratios(ground), options)) }];
  },
};

async function ownPhotographs({ corpus, folder, say }: GroupOptions): Promise<readonly Photograph[]> {
  const found = await corpusPhotographs(corpus);
  const large = found.filter(({ width, height, progressive }) => width * height >= leastPixels && !progressive);
  if (large.length > 0) return large;
  say(`No photographs in ${corpus}: generating some.`);
  return generatedPhotographs(join(folder, 'photographs'), generatedSizes);
}

function ratios({ cores }: Ground): RatioWish[] {
  const ours = { name: 'manyhands-exact', workers: cores };
  const one = { name: 'manyhands-exact', workers: 1 };
  // A second core is worth 0.8 of the first at least; more of them share memory and caches.
  const scaling = { title: `1 worker's time ÷ that of ${cores}`, dividend: one, divisor: ours };
  // What the machine itself gives: its cores may share memory, caches or the power that is there.
  const itsOwn = {
    title: `sharp's time with 1 image at once ÷ that with ${cores}`,
    dividend: { name: 'sharp', workers: 1 },
    divisor: { name: 'sharp', workers: cores },
    expected: {},
  };
  return [
    ...(cores > 1 ? [{ ...scaling, expected: cores === 2 ? { atLeast: 1.8 } : {} }, itsOwn] : []),
    {
      title: "manyhands-exact's time ÷ sharp's",
      dividend: ours,
      divisor: { name: 'sharp', workers: cores },
      expected: { atMost: 2.3 },
    },
    {
      title: "canvas's time ÷ manyhands-exact's",
      dividend: { name: 'canvas', workers: cores },
      divisor: ours,
      expected: {},
    },
  ];
}
