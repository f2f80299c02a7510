import { useEffect, useState } from 'react';
import { count } from '../format';
import { formatsFound, wordFor } from '../state/formats';
import { items } from '../state/items';
import { runState } from '../state/run';

/** Often enough to follow a run by ear, seldom enough to think meanwhile. */
const everyMs = 10_000;

/** Tells screen readers how far things are: at each turn, and every ten seconds while it runs. */
export function Announcer() {
  const [words, setWords] = useState('');
  useEffect(() => {
    let phase = runState.get().phase;
    let total = items.get().total;
    let timer: ReturnType<typeof setInterval> | undefined;
    const say = () => setWords(sentence());
    const turned = () => {
      if (runState.get().phase === phase) return;
      phase = runState.get().phase;
      clearInterval(timer);
      if (phase === 'running') timer = setInterval(say, everyMs);
      say();
    };
    let settle: ReturnType<typeof setTimeout> | undefined;
    const added = () => {
      if (items.get().total === total) return;
      total = items.get().total;
      clearTimeout(settle);
      settle = setTimeout(
        () => setWords(total === 0 ? 'No images.' : `${count(total, wordFor(total, formatsFound.get()))} on the list.`),
        600,
      );
    };
    const offs = [runState.subscribe(turned), items.subscribe(added)];
    return () => {
      clearInterval(timer);
      clearTimeout(settle);
      for (const off of offs) off();
    };
  }, []);
  return (
    <p className="unseen" role="status">
      {words}
    </p>
  );
}

function sentence(): string {
  const { phase, settled, total, report } = runState.get();
  if (phase === 'done' && report) {
    const { done, failed, skipped } = report.counts;
    const labels = report.items.filter(({ code }) => code === 'label-file').length;
    const told = labels > 0 ? `, ${count(labels, 'label file')}` : '';
    return `Ended: ${done} done, ${failed} failed, ${skipped - labels} skipped${told}.`;
  }
  if (phase === 'idle') return '';
  const how = phase === 'paused' ? 'Paused' : phase === 'cancelling' ? 'Cancelling' : 'Running';
  return `${how}: ${settled} of ${total} images.`;
}
