import { useEffect, useState } from 'react';
import { milliseconds } from '../format';
import type { Recording } from './recording';

const drawEveryMs = 60;
/** A lesson of half a second fills half of the width. */
const leastMs = 1100;

/** A lane per worker, growing while the lesson runs. */
export function LessonTimeline({ recording }: { readonly recording: Recording | null }) {
  const isRunning = recording !== null && recording.totalMs === null;
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(performance.now()), drawEveryMs);
    return () => clearInterval(timer);
  }, [isRunning]);
  if (!recording) return <p className="lesson-idle">Its timeline will stand here.</p>;
  const { lanes, totalMs, startedMs, trouble } = recording;
  const elapsed = totalMs ?? Math.max(0, now - startedMs);
  const scale = 100 / Math.max(leastMs, elapsed);
  return (
    <div className="lesson-timeline">
      <ol className="lesson-lanes" aria-label="Workers">
        {lanes.map((blocks, lane) => (
          <li key={lane} className="lesson-lane">
            <span className="unseen">{`Worker ${lane + 1}: ${blocks.map(({ task, startMs, endMs }) => `${task} from ${milliseconds(startMs)} to ${endMs === null ? 'now' : milliseconds(endMs)}`).join(', ')}`}</span>
            <svg className="lesson-strip" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
              {blocks.map(({ id, task, startMs, endMs, ok }) => (
                <rect
                  key={id}
                  className="lesson-block"
                  data-task={task}
                  data-bad={ok ? undefined : ''}
                  x={startMs * scale}
                  width={Math.max(0.3, ((endMs ?? Math.max(startMs, elapsed)) - startMs) * scale - 0.15)}
                  height={10}
                />
              ))}
            </svg>
          </li>
        ))}
      </ol>
      <p className="lesson-total numbers" role="status">
        {trouble ??
          (totalMs === null
            ? 'Running'
            : `${milliseconds(totalMs)} in all, on ${lanes.length} ${lanes.length === 1 ? 'worker' : 'workers'}`)}
      </p>
    </div>
  );
}
