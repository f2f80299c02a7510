import { mkdirSync } from 'node:fs';
import type { Plane } from '../quality/luma';
import { isVoid, judged, type Quality } from '../quality/judge';
import type { Absent } from '../result';
import { MissingPeer, type Assignment, type RunningSubject, type Subject } from '../subjects/subject';

/** A subject on the ground, and the way in which it runs. */
export interface Contender {
  readonly subject: Subject;
  readonly running: RunningSubject;
  readonly repeats: number;
  setting: string;
  quality: Quality;
  /** Per image, of each round. */
  readonly values: number[];
}

export function absenceOf({ name, workers }: Subject, error: unknown): Absent {
  const why = (error instanceof Error ? error.message : String(error)).split('\n')[0]!.replace(/\.$/, '');
  return { name, workers, isMissing: error instanceof MissingPeer, why };
}

/** Starts a subject in a folder of its own. */
export async function onGround(
  subject: Subject,
  assignment: Omit<Assignment, 'folder'>,
  folder: string,
  imagesPerRound: number,
): Promise<Contender> {
  mkdirSync(folder, { recursive: true });
  const running = await subject.open({ ...assignment, folder });
  return {
    subject,
    running,
    repeats: subject.isSlow ? 1 : Math.ceil(imagesPerRound / assignment.inputs.length),
    setting: subject.settings[0]!,
    quality: { bytesPerImage: 0, ssim: null },
    values: [],
  };
}

/**
 * Looks at what comes of every setting and how long it takes, and leaves the contender at the fastest whose outputs are
 * not void, or, where all are, at the one whose outputs are most alike. Code is compiled and memory is grown before the clock is looked at.
 */
export async function warmUp(
  contender: Contender,
  inputs: Assignment['inputs'],
  references: readonly (readonly Plane[])[],
  sharps: number | null,
): Promise<void> {
  const { subject, running, repeats } = contender;
  const tried: { readonly setting: string; readonly quality: Quality; readonly ms: number }[] = [];
  for (const setting of subject.settings) {
    const quality = await judged(await running.outputs(setting), inputs, references);
    const isChoice = subject.settings.length > 1;
    if (!subject.isSlow) await running.round(setting, repeats);
    const ms = isChoice ? await running.round(setting, repeats) : 0;
    tried.push({ setting, quality, ms });
  }
  const valid = tried.filter(({ quality }) => !isVoid(quality.ssim, sharps));
  const [best] =
    valid.length > 0
      ? valid.sort((one, other) => one.ms - other.ms)
      : tried.sort((one, other) => (other.quality.ssim ?? 0) - (one.quality.ssim ?? 0));
  contender.setting = best!.setting;
  contender.quality = best!.quality;
}
