import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { lanczos3 } from '../quality/lanczos';
import { lumaOf, type Plane } from '../quality/luma';
import { ssim } from '../quality/ssim';
import type { SubjectResult } from '../result';
import { interleave } from '../rounds';
import { meanOf, pairedRatio, spreadOf } from '../statistics';
import { MissingPeer, type BenchInput, type RunningSubject, type Subject } from '../subjects/subject';
import type { GroupOptions, Measured, Ratio } from './group';

/** Two subjects whose milliseconds are divided, by name and workers. */
export interface RatioWish {
  readonly title: string;
  readonly dividend: SubjectKey;
  readonly divisor: SubjectKey;
  readonly expected: Ratio['expected'];
}

type SubjectKey = Pick<Subject, 'name' | 'workers'>;

interface Contender {
  readonly subject: Subject;
  readonly running: RunningSubject;
}

/** The groups of one kind: the same images through every subject, in milliseconds per image; all cores, all images. */
export async function measureImages(
  task: string,
  inputs: readonly BenchInput[],
  subjects: readonly Subject[],
  wishes: readonly RatioWish[],
  { rounds, folder, imagesPerRound = 48, say }: GroupOptions,
): Promise<Omit<Measured, 'summary'>> {
  const contenders: Contender[] = [];
  const missing: string[] = [];
  try {
    for (const [index, subject] of subjects.entries()) {
      say(`${task}: starting ${titleOf(subject)}`);
      const own = join(folder, `${task}-${index}`);
      mkdirSync(own, { recursive: true });
      try {
        contenders.push({ subject, running: await subject.open({ task, inputs, folder: own }) });
      } catch (error) {
        if (!(error instanceof MissingPeer)) throw error;
        missing.push(`${subject.name} is not measured: ${error.message}.`);
      }
    }
    const repeats = Math.ceil(imagesPerRound / inputs.length);
    const images = repeats * inputs.length;
    const settings: string[] = [];
    for (const contender of contenders) {
      say(`${task}: warming up ${titleOf(contender.subject)}`);
      settings.push(await warmedUp(contender, repeats));
    }
    const qualities = await judged(contenders, settings, inputs, () => say(`${task}: comparing outputs`));
    const walls = await interleave([...contenders.keys()], rounds, async (index, round) => {
      const { subject, running } = contenders[index]!;
      const ms = await running.round(settings[index]!, repeats);
      say(`${task}: round ${round + 1} of ${rounds}, ${titleOf(subject)}: ${(ms / images).toFixed(1)} ms/image`);
      return ms;
    });
    const values = walls.map((ofSubject) => ofSubject.map((ms) => ms / images));
    const results: SubjectResult[] = [];
    for (const [index, { subject, running }] of contenders.entries()) {
      say(`${task}: memory of ${titleOf(subject)}`);
      const peakMB = rounded(await running.peakMB(() => running.round(settings[index]!, repeats)), 1);
      const { min, median, max } = spreadOf(values[index]!);
      const value = { min: rounded(min, 3), median: rounded(median, 3), max: rounded(max, 3) };
      const { name, workers } = subject;
      results.push({ name, workers, value, images, msPerImage: value, ...qualities[index]!, peakMB });
    }
    return {
      result: { name: task, unit: 'ms/image', better: 'lower', subjects: results },
      asides: contenders.map(({ subject, running }, index) => ({
        startMs: running.startMs,
        setting: subject.settings.length > 1 ? settings[index]! : null,
      })),
      ratios: wishes.flatMap((wish) => ratioOf(wish, contenders, values)),
      missing,
    };
  } finally {
    await Promise.all(contenders.map(({ running }) => running.close()));
  }
}

/** Runs every setting twice: code is compiled and memory is grown in the first, the second is compared. */
async function warmedUp({ subject, running }: Contender, repeats: number): Promise<string> {
  let best = { setting: subject.settings[0]!, ms: Infinity };
  for (const setting of subject.settings) {
    await running.round(setting, repeats);
    const ms = await running.round(setting, repeats);
    if (ms < best.ms) best = { setting, ms };
  }
  return best.setting;
}

/** Sizes must be the same; likeness is measured against a full decode, resampled in floating point. */
async function judged(
  contenders: readonly Contender[],
  settings: readonly string[],
  inputs: readonly BenchInput[],
  say: () => void,
): Promise<{ bytesPerImage: number; ssim: number }[]> {
  say();
  const references: Plane[] = [];
  for (const { path, width, height } of inputs) references.push(lanczos3(await lumaIn(path), width, height));
  const qualities = [];
  for (const [index, { subject, running }] of contenders.entries()) {
    const outputs = await running.outputs(settings[index]!);
    const likenesses: number[] = [];
    for (const [at, output] of outputs.entries()) {
      const luma = await lumaIn(output);
      const { width, height } = inputs[at]!;
      if (luma.width !== width || luma.height !== height)
        throw new Error(
          `Expected ${width} × ${height} px of ${subject.name} for ${inputs[at]!.path}, received ${luma.width} × ${luma.height}.`,
        );
      likenesses.push(ssim(references[at]!, luma));
    }
    const bytesPerImage = Math.round(meanOf(outputs.map(({ length }) => length)));
    qualities.push({ bytesPerImage, ssim: rounded(meanOf(likenesses), 5) });
  }
  return qualities;
}

/** Decoded in full by native libvips, upright, in sRGB. */
async function lumaIn(image: string | Uint8Array): Promise<Plane> {
  const { data, info } = await sharp(image).autoOrient().removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return lumaOf(data, info);
}

/** None where one of the two was not measured. */
function ratioOf(
  { title, dividend, divisor, expected }: RatioWish,
  contenders: readonly Contender[],
  values: readonly (readonly number[])[],
): Ratio[] {
  const valuesOf = ({ name, workers }: SubjectKey) =>
    values[contenders.findIndex(({ subject }) => subject.name === name && subject.workers === workers)];
  const [above, below] = [valuesOf(dividend), valuesOf(divisor)];
  return above && below ? [{ title, value: pairedRatio(above, below), expected }] : [];
}

function titleOf({ name, workers }: SubjectKey): string {
  return `${name} × ${workers}`;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
