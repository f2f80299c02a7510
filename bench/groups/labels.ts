import { join } from 'node:path';
import { cameraPhotographs, cocoPhotographs } from '../photographs/sets';
import { withLabels } from '../page/api';
import type { Photograph } from '../photographs/photograph';
import { readInDesk, type DeskReading } from '../labels/desk-reading';
import { writeCocoJson, type CocoJson } from '../labels/coco-json';
import type { GroupResult, SubjectResult } from '../result';
import { interleave } from '../rounds';
import { medianOf, pairedRatio, spreadOf } from '../statistics';
import { manyhandsAuto } from '../subjects';
import { letterboxed } from './coco-letterbox';
import type { Group, GroupOptions } from './group';

/** What COCO's own training images come with. */
const cocoImages = 118_000;
/** More rounds of half a gigabyte tell nothing new. */
const mostReadings = 3;

/** What labels cost: a large file of them read, and each image of a run that has some. */
export const labels: Group = {
  name: 'labels',
  rounds: 9,
  async measure(options) {
    const { folder, images = cocoImages } = options;
    options.say(`labels: writing COCO JSON for ${images} images`);
    const file = await writeCocoJson(join(folder, 'instances.json'), images);
    return [
      await reading(file, options),
      await added('labels-camera', await cameraPhotographs(options), { imagesPerRound: 120, atMost: 1.03 }, options),
      await added('labels-coco', await cocoPhotographs(options), { imagesPerRound: 960, atMost: 1.1 }, options),
    ];
  },
};

/** A file of labels dropped → its labels known, by a desk in a browser of its own. */
async function reading(file: CocoJson, { ground, rounds, say }: GroupOptions): Promise<GroupResult> {
  const readings: DeskReading[] = [];
  const megabytes = file.bytes / 1e6;
  for (let round = 0; round < Math.min(rounds, mostReadings); round++) {
    const one = await readInDesk(ground.site, file);
    if (one.labels !== file.annotations)
      throw new Error(`Expected ${file.annotations} labels from the desk, received ${one.labels}.`);
    readings.push(one);
    const told = `${one.seconds.toFixed(1)} s, ${one.peakMB.toFixed(0)} MB more, ${one.pageMB.toFixed(1)} MB in the page`;
    say(`labels-coco-json: round ${round + 1}: ${megabytes.toFixed(0)} MB in ${told}`);
  }
  const { min, median, max } = spreadOf(readings.map(({ seconds }) => megabytes / seconds));
  const peakMB = Math.max(...readings.map((one) => one.peakMB));
  return {
    name: 'labels-coco-json',
    summary: `${megabytes.toFixed(0)} MB of COCO JSON, ${thousands(file.images)} images, ${thousands(file.annotations)} annotations → read by the desk`,
    unit: 'MB/s',
    better: 'higher',
    subjects: [
      {
        name: 'manyhands-desk',
        workers: 1,
        value: { min: short(min), median: short(median), max: short(max) },
        peakMB: short(peakMB),
      },
    ],
    ratios: [
      {
        title: 'the memory that it takes at its peak ÷ the file',
        value: short(peakMB / megabytes),
        expected: { atMost: 1.5 },
      },
      {
        title: 'megabytes by which the page’s own heap grows meanwhile',
        value: short(Math.max(...readings.map(({ pageMB }) => pageMB))),
        expected: { atMost: 40 },
      },
      { title: 'seconds', value: short(medianOf(readings.map(({ seconds }) => seconds))), expected: {} },
    ],
  };
}

/** The same images letterboxed by the same workers, with and without labels in turn. */
async function added(
  name: string,
  photographs: readonly Photograph[],
  { imagesPerRound, atMost }: { readonly imagesPerRound: number; readonly atMost: number },
  { ground, rounds, folder, say, imagesPerRound: asked }: GroupOptions,
): Promise<GroupResult> {
  const inputs = photographs.map(letterboxed);
  const subject = manyhandsAuto(ground);
  const repeats = Math.ceil((asked ?? imagesPerRound) / inputs.length);
  const settings = ['auto', `auto${withLabels}`];
  const running = await subject.open({ task: 'coco-letterbox', inputs, copies: 1, folder });
  try {
    for (const setting of settings) await running.round(setting, repeats);
    const [without, labelled] = await interleave(settings, rounds, async (setting, round) => {
      const ms = (await running.round(setting, repeats)) / (repeats * inputs.length);
      say(`${name}: round ${round + 1} of ${rounds}, ${setting}: ${ms.toFixed(2)} ms/image`);
      return ms;
    });
    const result = (own: string, values: readonly number[]): SubjectResult => {
      const { min, median, max } = spreadOf(values);
      const value = { min: short(min), median: short(median), max: short(max) };
      return { name: own, workers: ground.cores, value, msPerImage: value, images: repeats * inputs.length };
    };
    return {
      name,
      summary: 'letterboxed to 640 px, JPEG q80 4:2:0, with seven polygons on each image and without',
      unit: 'ms/image',
      better: 'lower',
      subjects: [result('manyhands-auto', without!), result('manyhands-labelled', labelled!)],
      ratios: [
        {
          title: 'time with labels ÷ without',
          value: short(pairedRatio(labelled!, without!)),
          expected: { atMost },
        },
      ],
    };
  } finally {
    await running.close();
  }
}

function thousands(value: number): string {
  return value.toLocaleString('en');
}

function short(value: number): number {
  return Number(value.toFixed(3));
}
