import type { Ground } from '../subjects';
import type { BenchInput, Subject } from '../subjects/subject';
import type { Group, GroupOptions } from './group';
import { measureImages } from './images';
import { against } from './wishes';

/** A group of one question: the same images through the product and its peers, with all cores. */
export interface ImageGroup {
  /** Also what subjects know the task by. */
  readonly name: string;
  readonly rounds: number;
  readonly summary: string;
  readonly inputs: (options: GroupOptions) => Promise<readonly BenchInput[]>;
  readonly subjects: readonly ((ground: Ground) => Subject)[];
  /** What a peer's time ÷ ours must be at least, by the peer's name; null for a peer that is measured without a goal. */
  readonly goals: Readonly<Record<string, number | null>>;
  readonly copies?: number;
  readonly imagesPerRound?: number;
}

export function imageGroup({ rounds, inputs, subjects, goals, ...question }: ImageGroup): Group {
  const { name } = question;
  return {
    name,
    rounds,
    async measure(options) {
      const { ground } = options;
      const whole = {
        ...question,
        task: name,
        inputs: await inputs(options),
        subjects: subjects.map((subject) => subject(ground)),
        wishes: against(ground, goals),
      };
      return [await measureImages(whole, options)];
    },
  };
}
