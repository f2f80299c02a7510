import { useEffect, useState } from 'react';
import { lossPhrases, type LossForecast } from '../../core/dataset/label-losses';
import type { LabelSummary } from '../../desk/label-api';
import type { Opened } from '../../sinks/desk-labels';
import { count, number } from '../format';
import { labelsInWords } from '../shape-words';
import { foundLabels, labelLosses } from '../state/engine';
import { gatherState } from '../state/gather';
import { items } from '../state/items';
import { labelSet, setLabelSet } from '../state/label-set';
import { labelsLooked, lookAtLabels } from '../state/labels-looked';
import { recipeState } from '../state/recipe';
import { LabelChecks } from '../run/LabelChecks';
import { isBusy, runState } from '../state/run';
import { useStore } from '../state/store';
import { ClassEditor } from './ClassEditor';
import { FrameChoice } from './FrameChoice';
import { LabelFormats } from './LabelFormats';
import { refusedLine } from './refused-line';
import { writtenLine } from './written-line';

/** Which labels came with the images, in one line, and how many each class has: before anything runs. */
export function LabelsFound() {
  const { opened, losses, isLooking } = useFound();
  const set = useStore(labelSet);
  const told = useStore(labelsLooked);
  const looked = told?.of === set ? (told?.told ?? null) : null;
  const report = useStore(runState, (state) => state.report);
  const recipe = useStore(recipeState, (state) => state.recipe);
  if (isLooking && !opened) return <Looking />;
  if (!opened || !recipe) return null;
  const { found } = opened;
  // What was asked for by name is told where there is none, beside the choice that takes it back.
  if (found.kind === 'none' && recipe.labels.read === 'auto') return null;
  return (
    <>
      <section className="formats" aria-label="Labels found">
        {found.summary ? <Summary summary={found.summary} /> : <p>{refusedLine(recipe.labels.read, found.formats)}</p>}
        {found.unread.length > 0 && <p>{count(found.unread.length, 'mask')} left out: of a format that is not read.</p>}
        <LabelFormats labels={recipe.labels} />
        {found.summary && <FrameChoice opened={opened} looked={looked} recipe={recipe} />}
        {report?.labels && <p className="numbers">{writtenLine(report.labels)}</p>}
        {!report && losses && losses.losses.length > 0 && <Losses forecast={losses} />}
      </section>
      {looked && !report && <LabelChecks labels={looked} when="look" />}
    </>
  );
}

interface Told {
  readonly opened: Opened | null;
  /** Of what is to be written. */
  readonly losses: LossForecast | null;
}

const nothing: Told = { opened: null, losses: null };

/** Most sets are found sooner: nothing appears to vanish at once. */
const slowMs = 1000;

function Looking() {
  return (
    <section className="formats" aria-label="Labels looked for">
      <p role="status">Looking for labels</p>
    </section>
  );
}

/** Looked for once all files are there. */
function useFound(): Told & { readonly isLooking: boolean } {
  const total = useStore(items, (view) => view.total);
  const isGathering = useStore(gatherState, (state) => state.isBusy);
  const isRunning = useStore(runState, (state) => isBusy(state.phase));
  const recipe = useStore(recipeState, (state) => state.recipe);
  const [told, setTold] = useState<Told>(nothing);
  const [isLooking, setLooking] = useState(false);
  useEffect(() => {
    if (isGathering || isRunning || recipe === null || total === 0) return;
    let isLate = false;
    const stop = new AbortController();
    const slow = setTimeout(() => setLooking(true), slowMs);
    const ended = () => (clearTimeout(slow), setLooking(false));
    // What goes wrong here goes wrong in the run too, which says so.
    const look = async () => {
      const opened = await foundLabels(recipe);
      if (isLate) return;
      ended();
      setTold({ opened, losses: null });
      setLabelSet(opened, recipe);
      const losses = await labelLosses(recipe);
      if (isLate) return;
      setTold({ opened, losses });
      // A run has checks of its own, of every image.
      if (runState.get().report === null) await lookAtLabels(stop.signal);
    };
    void look().catch(() => isLate || (ended(), setTold(nothing)));
    return () => {
      isLate = true;
      ended();
      stop.abort();
    };
  }, [total, isGathering, isRunning, recipe]);
  return { ...told, isLooking };
}

function Losses({ forecast: { format, looked, images, losses } }: { readonly forecast: LossForecast }) {
  return (
    <p>
      As {format}: {lossPhrases(losses).join('; ')}
      {looked < images && ` (in ${number(looked)} of ${count(images, 'image')})`}.
    </p>
  );
}

function Summary({ summary }: { readonly summary: LabelSummary }) {
  const { format, labels, kinds, images, empty, withoutLabels, splits, classes } = summary;
  const line = [
    format,
    count(classes.length, 'class', 'classes'),
    `${labelsInWords(labels, kinds)} on ${count(images, 'image')}`,
    ...(empty > 0 ? [`${number(empty)} said to be empty`] : []),
    ...(withoutLabels > 0 ? [`${number(withoutLabels)} without labels`] : []),
    ...(splits.length > 0 ? [splits.join('/')] : []),
  ].join(', ');
  return (
    <>
      <p className="numbers">{line}</p>
      {summary.troubles > 0 && <Troubles summary={summary} />}
      {classes.length > 0 && (
        <details>
          <summary>Classes</summary>
          <ClassEditor classes={classes} images={images} />
        </details>
      )}
    </>
  );
}

function Troubles({ summary: { troubles, troubleList } }: { readonly summary: LabelSummary }) {
  const left = troubles - troubleList.length;
  return (
    <details>
      <summary>{count(troubles, 'trouble')} in label files</summary>
      <ul>
        {troubleList.map(({ file, where, detail }, at) => (
          <li key={at}>
            <strong>{[file, where].filter(Boolean).join(', ')}</strong> {detail}
          </li>
        ))}
        {left > 0 && <li>{number(left)} more, which the report lists.</li>}
      </ul>
    </details>
  );
}
