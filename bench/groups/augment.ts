import { inputName } from '../page/api';
import { cameraPhotographs } from '../photographs/sets';
import { recipes } from '../recipes';
import { manyhandsAuto, manyhandsExact, opencv, sharp, sharpDecodedOnce } from '../subjects';
import type { BenchInput } from '../subjects/subject';
import { insideInputs } from './camera';
import { drawnCopies } from './drawn-copies';
import type { Group, GroupOptions } from './group';
import { imageGroup } from './image-group';
import { measureImages } from './images';
import { scaling } from './wishes';

const copies = 10;
const sidePx = 224;

/** Ten random copies of each photograph: whoever decodes once for all of them wins. */
export const augment10 = imageGroup({
  name: 'augment-10',
  rounds: 5,
  summary:
    'photographs of 6 MP and more → 10 copies each of 224 px, random crop, flip and brightness, JPEG q80; ms for all 10',
  inputs: photographs,
  copies,
  imagesPerRound: 16,
  subjects: [manyhandsAuto, manyhandsExact, sharp, sharpDecodedOnce, opencv],
  goals: { sharp: 3, opencv: 1.2, 'sharp-decoded-once': null, 'manyhands-exact': null },
});

/** Two workers against one, and what the machine itself gives: its cores may share memory, caches or the power there is. */
export const scalingGroup: Group = {
  name: 'scaling',
  rounds: 5,
  async measure(options) {
    const { ground } = options;
    const each = [...new Set([1, ground.cores])];
    const exact = {
      name: 'scaling-exact',
      task: 'camera-jpeg',
      summary: 'photographs of 6 MP and more → 640 px inside, decoded by libvips, with one worker and with all',
      inputs: insideInputs(await cameraPhotographs(options)),
      imagesPerRound: 32,
      subjects: [
        ...each.map((workers) => manyhandsExact(ground, workers)),
        // One thread for each image: else one image at once fills the cores too.
        ...each.map((workers) => sharp(ground, workers, [1])),
      ],
      wishes: [...scaling(ground, 'manyhands-exact', 1.85), ...scaling(ground, 'sharp', null)],
    };
    const augment = {
      name: 'scaling-augment-10',
      task: 'augment-10',
      summary: 'ten copies of each photograph of 6 MP and more, with one worker and with all',
      inputs: await photographs(options),
      copies,
      imagesPerRound: 24,
      subjects: each.map((workers) => manyhandsAuto(ground, workers)),
      wishes: scaling(ground, 'manyhands-auto', 1.85),
    };
    return [await measureImages(exact, options), await measureImages(augment, options)];
  },
};

async function photographs(options: GroupOptions): Promise<BenchInput[]> {
  const all = await cameraPhotographs(options);
  return Promise.all(
    all.map(async ({ path }, index) => {
      const drawn = await drawnCopies(path, inputName(index), recipes['augment-10']!);
      return { path, width: sidePx, height: sidePx, copies: drawn };
    }),
  );
}
