import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../tools/prepare.mjs';
import type { Report } from '../../src/core/dataset/report';
import { datasetFolder, type Dataset } from '../photographs/dataset';
import { isVoid, judged, type Quality } from '../quality/judge';
import type { Plane } from '../quality/luma';
import { referencesOf } from '../quality/reference';
import type { GroupResult, Ratio, SubjectResult } from '../result';
import { interleave } from '../rounds';
import { meanOf, medianOf, pairedRatio, spreadOf } from '../statistics';
import { within } from '../subjects/patient';
import type { Ground } from '../subjects';
import { insideInputs } from './camera';
import { throughPage, throughSharp, type Side } from './dataset-sides';
import type { Group } from './group';

const patienceMs = 300_000;
/** Of the dataset, for looking which setting of sharp's is the fastest. */
const tried = 200;

const names = ['manyhands-auto', 'sharp'] as const;
type Name = (typeof names)[number];

/** The whole page: a folder dropped, a zip saved. Against a script that writes files. */
export const dataset1000: Group = {
  name: 'dataset-1000',
  rounds: 3,
  async measure(options) {
    const { ground, rounds, folder, say } = options;
    build({ quiet: true });
    say('dataset-1000: laying out the folder');
    const dataset = await datasetFolder(options);
    const out = join(folder, 'dataset-out');
    mkdirSync(out, { recursive: true });
    const lastByFirst: number[] = [];
    say('dataset-1000: warming up sharp in each of its settings');
    const setting = await fastestSetting(ground, dataset, out);
    const sides: Record<Name, Side[]> = { 'manyhands-auto': [], sharp: [] };
    const once: Record<Name, () => Promise<Side>> = {
      'manyhands-auto': async () => {
        const side = await throughPage(ground, dataset, out);
        lastByFirst.push(lastByFirstHundred(side.items));
        return side;
      },
      sharp: () => throughSharp(ground, dataset, out, setting),
    };
    const [ours, sharps] = await interleave(names, rounds, async (name, round) => {
      const side = await within(once[name](), patienceMs, `dataset-1000: ${name} did not end`);
      // One round's outputs are enough to look at.
      sides[name].push({ ...side, outputs: round === 0 ? side.outputs : [] });
      const ms = side.ms / dataset.files.length;
      say(`dataset-1000: round ${round + 1} of ${rounds}, ${name}: ${ms.toFixed(2)} ms/image`);
      return ms;
    });
    say('dataset-1000: looking at the outputs');
    const likeness = await qualities(dataset, {
      'manyhands-auto': sides['manyhands-auto'][0]!,
      sharp: sides.sharp[0]!,
    });
    const isWorse = isVoid(likeness['manyhands-auto'].ssim, likeness.sharp.ssim);
    const subject = (name: Name, values: readonly number[]): SubjectResult => {
      const { min, median, max } = spreadOf(values);
      const value = { min: short(min), median: short(median), max: short(max) };
      const { bytesPerImage, ssim } = likeness[name];
      return {
        name,
        workers: ground.cores,
        value,
        images: dataset.files.length,
        msPerImage: value,
        bytesPerImage,
        ...(ssim === null ? {} : { ssim }),
        peakMB: short(Math.max(...sides[name].map(({ peakMB }) => peakMB))),
        ...(name === 'sharp' ? { setting } : isWorse ? { void: true } : {}),
      };
    };
    const ratio: Ratio = {
      title: "sharp's time ÷ manyhands-auto's",
      value: short(pairedRatio(sharps!, ours!)),
      expected: { atLeast: 0.9 },
      ...(isWorse ? { void: 'manyhands-auto' } : {}),
    };
    const result: GroupResult = {
      name: 'dataset-1000',
      summary:
        '1,000 mixed photographs → 640 px inside, JPEG q80: a folder dropped, a zip saved, against files written',
      unit: 'ms/image',
      better: 'lower',
      subjects: [subject('manyhands-auto', ours!), subject('sharp', sharps!)],
      ratios: [
        ratio,
        {
          title: 'an image of the last hundred ÷ one of the first, in time',
          value: short(medianOf(lastByFirst)),
          expected: { atMost: 1.1 },
        },
      ],
    };
    return [result];
  },
};

/** By what the workers took for each, mean against mean: every hundred has the same images. */
export function lastByFirstHundred(items: readonly Pick<Report['items'][number], 'path' | 'ms'>[]): number {
  const inOrder = items.toSorted((one, other) => (one.path < other.path ? -1 : 1)).map(({ ms }) => ms?.total ?? 0);
  return meanOf(inOrder.slice(-100)) / meanOf(inOrder.slice(0, 100));
}

/** All sizes, all tables, all likenesses: images that come again are made again, but compared once. */
async function qualities({ files }: Dataset, sides: Readonly<Record<Name, Side>>): Promise<Record<Name, Quality>> {
  const inputs = insideInputs(files.map(({ photograph }) => photograph));
  const references: Plane[][] = [];
  // One after another: a photograph in floating point takes a hundred megabytes.
  for (const input of inputs) references.push(await referencesOf(input));
  const of = (name: Name) =>
    judged(
      sides[name].outputs.map((output) => [output]),
      inputs,
      references,
    );
  return { 'manyhands-auto': await of('manyhands-auto'), sharp: await of('sharp') };
}

/** Each has run once before it is timed: the files are in the system's memory then. */
async function fastestSetting(ground: Ground, { folder, files }: Dataset, out: string): Promise<string> {
  const some = { folder, files: files.slice(0, tried) };
  const settings = [...new Set([1, ground.cores])].flatMap((threads) => [
    `concurrency ${threads}`,
    `concurrency ${threads}, ignoreIcc`,
  ]);
  for (const setting of settings) await throughSharp(ground, some, out, setting);
  const times: { readonly setting: string; readonly ms: number }[] = [];
  for (const setting of settings) times.push({ setting, ms: (await throughSharp(ground, some, out, setting)).ms });
  return times.sort((one, other) => one.ms - other.ms)[0]!.setting;
}

function short(value: number): number {
  return Number(value.toFixed(3));
}
