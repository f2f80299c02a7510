import type { LabelsLooked } from '../../desk/label-api';
import { hearHeads } from '../../sinks/hear-heads';
import { theOutputs } from './engine';
import { labelSet, type LabelSetHere } from './label-set';
import { Store } from './store';

/** What the headers of images tell of their labels. */
export interface Looked {
  readonly of: LabelSetHere;
  readonly told: LabelsLooked;
}

/** Null before the first look; one of other labels says nothing of those that are here. */
export const labelsLooked = new Store<Looked | null>(null);

/** Has the desk check the labels that are here, unless it has. @param signal Says that the desk is wanted for a run. */
export async function lookAtLabels(signal: AbortSignal): Promise<void> {
  const set = labelSet.get();
  if (!set || labelsLooked.get()?.of === set) return;
  const { desk } = theOutputs();
  const { rows, frame } = set;
  const isLate = () => signal.aborted || labelSet.get() !== set;
  await hearHeads(desk, rows.map(({ item }) => item), signal); // prettier-ignore
  const told = isLate() ? null : await desk.lookedLabels(frame);
  if (told && !isLate()) labelsLooked.set({ of: set, told });
}
