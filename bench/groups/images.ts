import { join } from 'node:path';
import type { Plane } from '../quality/luma';
import { isVoid } from '../quality/judge';
import { referencesOf } from '../quality/reference';
import type { Absent, GroupResult, Ratio, SubjectResult } from '../result';
import { interleave } from '../rounds';
import { pairedRatio, spreadOf } from '../statistics';
import type { BenchInput, Subject } from '../subjects/subject';
import { absenceOf, onGround, warmUp, type Contender } from './contender';
import type { GroupOptions } from './group';

/** Two subjects whose milliseconds are divided, by name and workers. */
export interface RatioWish {
  readonly title: string;
  readonly dividend: SubjectKey;
  readonly divisor: SubjectKey;
  readonly expected: Ratio['expected'];
}

type SubjectKey = Pick<Subject, 'name' | 'workers'>;

export interface ImagesQuestion {
  /** Of the result. */
  readonly name: string;
  /** What subjects know it by. */
  readonly task: string;
  readonly summary: string;
  readonly inputs: readonly BenchInput[];
  /** Outputs of each input; 1 unless said otherwise. */
  readonly copies?: number;
  readonly subjects: readonly Subject[];
  readonly wishes: readonly RatioWish[];
  /** In a round, at least. Default 48: at the end, one core waits for the last image of the other. */
  readonly imagesPerRound?: number;
  /** One more round, which the clock does not see. Default true. */
  readonly measuresMemory?: boolean;
}

/** A slow subject's median comes of so many rounds; everybody's of no fewer. */
const slowRounds = 3;
/** On a machine that is busy, or slow, no round begins after this. */
const patienceMs = 240_000;

/** The groups of one kind: the same images through every subject, in milliseconds per image; all cores, all images. */
export async function measureImages(
  question: ImagesQuestion,
  {
    rounds,
    folder,
    imagesPerRound = question.imagesPerRound ?? 48,
    say,
  }: Pick<GroupOptions, 'rounds' | 'folder' | 'imagesPerRound' | 'say'>,
): Promise<GroupResult> {
  const { name, task, summary, inputs, copies = 1, subjects, wishes, measuresMemory = true } = question;
  const absences: Absent[] = [];
  let contenders: Contender[] = [];
  /** What goes wrong with one is told, and the others are measured. */
  const dropped = async (subject: Subject, error: unknown) => {
    const absence = absenceOf(subject, error);
    absences.push(absence);
    say(`${name}: ${titleOf(subject)} is left out: ${absence.why}`);
    const gone = contenders.find((one) => one.subject === subject);
    contenders = contenders.filter((one) => one !== gone);
    await gone?.running.close();
  };
  try {
    for (const [index, subject] of subjects.entries()) {
      say(`${name}: starting ${titleOf(subject)}`);
      try {
        const place = join(folder, `${name}-${index}`);
        contenders.push(await onGround(subject, { task, inputs, copies }, place, imagesPerRound));
      } catch (error) {
        await dropped(subject, error);
      }
    }
    const references: Plane[][] = [];
    for (const input of inputs) references.push(await referencesOf(input));
    // Sharp first: its likeness is what the others' are held against.
    const inTurn = contenders.toSorted((one, other) => Number(isSharp(other)) - Number(isSharp(one)));
    for (const contender of inTurn) {
      say(`${name}: warming up ${titleOf(contender.subject)}, and looking at its outputs`);
      try {
        await warmUp(contender, inputs, references, likenessOfSharp(contenders));
      } catch (error) {
        await dropped(contender.subject, error);
      }
    }
    const entered = [...contenders];
    const goesOn = untilTired(name, say);
    await interleave(entered, rounds, async (contender, round) => {
      const { subject, running, setting, repeats, values } = contender;
      if (!goesOn(round) || !contenders.includes(contender) || (subject.isSlow && round >= slowRounds)) return null;
      try {
        const ms = (await running.round(setting, repeats)) / (repeats * inputs.length);
        values.push(ms);
        say(`${name}: round ${round + 1} of ${rounds}, ${titleOf(subject)}: ${ms.toFixed(1)} ms/image`);
        return ms;
      } catch (error) {
        await dropped(subject, error);
        return null;
      }
    });
    const results: SubjectResult[] = [];
    for (const contender of [...contenders]) {
      try {
        if (measuresMemory) say(`${name}: memory of ${titleOf(contender.subject)}`);
        const peakMB = measuresMemory ? await peakOf(contender) : null;
        results.push(resultOf(contender, inputs.length, likenessOfSharp(contenders), peakMB));
      } catch (error) {
        await dropped(contender.subject, error);
      }
    }
    return {
      name,
      summary,
      unit: 'ms/image',
      better: 'lower',
      subjects: results,
      ...(absences.length > 0 ? { absent: absences } : {}),
      ratios: wishes.flatMap((wish) => ratioOf(wish, contenders)),
    };
  } finally {
    await Promise.all(contenders.map(({ running }) => running.close()));
  }
}

/** Whether a round is to be run: decided once for each, so that nobody has more of them than the others. */
function untilTired(name: string, say: (line: string) => void): (round: number) => boolean {
  const began = performance.now();
  let decided = { round: -1, goesOn: true };
  return (round) => {
    if (round === decided.round || !decided.goesOn) return decided.goesOn;
    decided = { round, goesOn: round < slowRounds || performance.now() - began < patienceMs };
    if (!decided.goesOn) say(`${name}: ends after ${round} rounds, for the time that they took`);
    return decided.goesOn;
  };
}

async function peakOf({ running, setting, repeats }: Contender): Promise<number> {
  return rounded(await running.peakMB(() => running.round(setting, repeats)), 1);
}

function resultOf(
  { subject, running, setting, repeats, quality, values }: Contender,
  inputs: number,
  sharps: number | null,
  peakMB: number | null,
): SubjectResult {
  const { name, workers, settings } = subject;
  const { min, median, max } = spreadOf(values);
  const value = { min: rounded(min, 3), median: rounded(median, 3), max: rounded(max, 3) };
  const { bytesPerImage, ssim } = quality;
  return {
    name,
    workers,
    value,
    images: repeats * inputs,
    msPerImage: value,
    bytesPerImage,
    ...(peakMB === null ? {} : { peakMB }),
    startMs: rounded(running.startMs, 1),
    ...(ssim === null ? {} : { ssim }),
    ...(isVoid(ssim, sharps) ? { void: true } : {}),
    ...(settings.length > 1 ? { setting } : {}),
    ...(running.version === null ? {} : { version: running.version }),
  };
}

function isSharp({ subject }: Contender): boolean {
  return subject.name === 'sharp';
}

function likenessOfSharp(contenders: readonly Contender[]): number | null {
  return contenders.find(isSharp)?.quality.ssim ?? null;
}

/** None where one of the two was not measured. A slow peer's rounds stand beside as many of the other's. */
function ratioOf({ title, dividend, divisor, expected }: RatioWish, contenders: readonly Contender[]): Ratio[] {
  const find = ({ name, workers }: SubjectKey) =>
    contenders.find(({ subject }) => subject.name === name && subject.workers === workers);
  const [above, below] = [find(dividend), find(divisor)];
  if (!above || !below) return [];
  const rounds = Math.min(above.values.length, below.values.length);
  const value = rounded(pairedRatio(above.values.slice(0, rounds), below.values.slice(0, rounds)), 3);
  const sharps = likenessOfSharp(contenders);
  const voided = [above, below].filter(({ quality }) => isVoid(quality.ssim, sharps));
  return [{ title, value, expected, ...(voided.length > 0 ? { void: voided[0]!.subject.name } : {}) }];
}

function titleOf({ name, workers }: SubjectKey): string {
  return `${name} × ${workers}`;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
