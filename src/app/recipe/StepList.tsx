import { later } from '../later';
import { Steps } from './Steps';
import type { StepsProps } from './Steps';

export interface StepListProps extends Omit<StepsProps, 'moved'> {
  /** Where there is no step. */
  readonly none: string;
}

// What drags steps is 12 kB of script, so the list is there before it. Where it cannot be had, a step's form still moves it.
const MovableSteps = later(() =>
  import('./MovableSteps').then(
    ({ MovableSteps }) => MovableSteps,
    () => Steps,
  ),
);

/** The steps in the order in which they run. Moved by mouse or touch at the grip, or by Enter on it and the arrow keys. */
export function StepList({ none, ...list }: StepListProps) {
  if (list.steps.length === 0) return <p className="steps-none">{none}</p>;
  return <MovableSteps {...list} meanwhile={<Steps {...list} />} />;
}
