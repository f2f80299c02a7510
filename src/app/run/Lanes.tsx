import { number, splitPath } from '../format';
import { runState } from '../state/run';
import { useStore } from '../state/store';
import { LaneStrip } from './LaneStrip';

/** One lane per worker: what it is at, what it has done, and how the last half minute went. */
export function Lanes({ workers }: { readonly workers: number }) {
  const lanes = useStore(runState, (state) => state.lanes);
  const isPaused = useStore(runState, (state) => state.phase === 'paused');
  return (
    <ol className="lanes scroll" aria-label="Workers" tabIndex={workers > 8 ? 0 : undefined}>
      {Array.from({ length: Math.max(workers, lanes.length) }, (_, lane) => {
        const path = lanes[lane]?.path ?? null;
        return (
          <li key={lane} className="lane" data-busy={path !== null || undefined}>
            <span className="lane-number numbers">
              <span className="unseen">Worker </span>
              {lane + 1}
            </span>
            <span className="lane-name">
              {path === null ? (isPaused ? 'Paused' : 'Waiting') : splitPath(path).name}
            </span>
            <LaneStrip lane={lane} isPaused={isPaused} />
            <span className="lane-count numbers" aria-label={`${lanes[lane]?.settled ?? 0} done`}>
              {number(lanes[lane]?.settled ?? 0)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
