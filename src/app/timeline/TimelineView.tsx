import { useCallback, useEffect, useRef, useState } from 'react';
import { chromeTrace } from '../../job/chrome-trace';
import { activities, extentOf, summaryOf, type Activity, type Span } from '../../job/timeline';
import { Button } from '../controls/Button';
import { IconButton } from '../controls/IconButton';
import { milliseconds, number } from '../format';
import { save } from '../save';
import { isBusy, runState, timeline } from '../state/run';
import { useStore } from '../state/store';
import { theme } from '../state/theme';
import { axisHeight, drawTimeline, laneHeight, spanAt, type Drawing } from './draw';
import { panned, zoomed, type Window } from './window';

const words: Readonly<Record<Activity, string>> = {
  decode: 'Decode',
  operations: 'Operations',
  encode: 'Encode',
  handover: 'Hand over',
};

const drawEveryMs = 250;
const zoomStep = 1.6;

/** What each worker did and when in the last run: zoomed by wheel, buttons and keys, exported as a Chrome trace. */
export function TimelineView() {
  const busy = useStore(runState, (state) => isBusy(state.phase));
  // The canvas takes its colours when it draws.
  useStore(theme);
  const [nowMs, setNow] = useState(() => performance.now());
  // Whatever is not shown by choice follows the run.
  const [chosen, setChosen] = useState<Window | null>(null);
  const [under, setUnder] = useState<Span | null>(null);
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => setNow(performance.now()), drawEveryMs);
    return () => {
      clearInterval(timer);
      setNow(performance.now());
    };
  }, [busy]);

  const { lanes } = timeline;
  const extent = extentOf(lanes, nowMs);
  if (!extent) return <NothingYet />;
  const whole = { fromMs: extent.startMs, toMs: extent.endMs };
  const shown = chosen ?? whole;
  const zoom = (factor: number, at = 0.5) => setChosen(zoomed(shown, whole, factor, at));
  const drawing: Drawing = { lanes, shown, originMs: whole.fromMs, nowMs };

  return (
    <div className="timeline">
      <div className="stage-bar">
        <h2 className="stage-title">Timeline</h2>
        <div className="stage-tools">
          <IconButton icon="minus" label="Zoom out" isDisabled={chosen === null} onPress={() => zoom(1 / zoomStep)} />
          <IconButton icon="add" label="Zoom in" onPress={() => zoom(zoomStep)} />
          <IconButton
            icon="fit"
            label="Show the whole run"
            isDisabled={chosen === null}
            onPress={() => setChosen(null)}
          />
          <Button icon="download" isDisabled={busy} onPress={() => exportTrace(lanes)}>
            Chrome trace
          </Button>
        </div>
      </div>
      <div className="timeline-body scroll">
        <div className="timeline-chart">
          <ol className="timeline-names numbers" style={{ paddingTop: axisHeight }} aria-hidden="true">
            {lanes.map((_, lane) => (
              <li key={lane} style={{ height: laneHeight }}>
                {lane + 1}
              </li>
            ))}
          </ol>
          <Chart drawing={drawing} whole={whole} onShow={setChosen} onPoint={setUnder} />
        </div>
        <p className="timeline-under numbers">
          {under
            ? `${under.path}: ${told(under, nowMs)}`
            : 'Point at a block to see the image. Wheel or + and − zoom, drag or arrow keys move.'}
        </p>
        <ul className="timeline-legend">
          {activities.map((activity) => (
            <li key={activity} data-part={activity}>
              {words[activity]}
            </li>
          ))}
        </ul>
        <Summary lanes={lanes} wallMs={whole.toMs - whole.fromMs} nowMs={nowMs} />
        <p className="timeline-note">
          libvips decodes, works and encodes in one pass as the encoder pulls; where it does, all of it counts as
          encode. Gaps are idle, or thumbnails and previews, which overtake the run.
        </p>
      </div>
    </div>
  );
}

interface ChartProps {
  readonly drawing: Drawing;
  readonly whole: Window;
  readonly onShow: (shown: Window) => void;
  readonly onPoint: (span: Span | null) => void;
}

function Chart({ drawing, whole, onShow, onPoint }: ChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const dragged = useRef<{ readonly x: number; readonly from: Window } | null>(null);
  const latest = useRef({ drawing, whole, onShow });
  const height = axisHeight + drawing.lanes.length * laneHeight;

  const redraw = useCallback(() => {
    if (canvas.current) drawTimeline(canvas.current, latest.current.drawing);
  }, []);
  useEffect(() => {
    latest.current = { drawing, whole, onShow };
    redraw();
  });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(redraw);
    observer.observe(element);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', redraw);
    // React's own wheel listener is passive: the page would scroll too.
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const { drawing: now, whole: all, onShow: show } = latest.current;
      const factor = 1.0015 ** -event.deltaY;
      show(zoomed(now.shown, all, factor, event.offsetX / element.clientWidth));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => {
      observer.disconnect();
      scheme.removeEventListener('change', redraw);
      element.removeEventListener('wheel', wheel);
    };
  }, [redraw]);

  const keys: Readonly<Record<string, () => Window>> = {
    ArrowLeft: () => panned(drawing.shown, whole, -0.2),
    ArrowRight: () => panned(drawing.shown, whole, 0.2),
    '+': () => zoomed(drawing.shown, whole, zoomStep, 0.5),
    '=': () => zoomed(drawing.shown, whole, zoomStep, 0.5),
    '-': () => zoomed(drawing.shown, whole, 1 / zoomStep, 0.5),
    Home: () => whole,
  };

  return (
    <canvas
      ref={canvas}
      className="timeline-canvas"
      style={{ height }}
      tabIndex={0}
      role="img"
      aria-label="What each worker did over time; the table below has the sums. Plus and minus zoom, arrow keys move."
      onKeyDown={(event) => {
        const show = keys[event.key];
        if (!show || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        onShow(show());
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        dragged.current = { x: event.clientX, from: drawing.shown };
      }}
      onPointerUp={() => (dragged.current = null)}
      onPointerLeave={() => onPoint(null)}
      onPointerMove={(event) => {
        const { clientWidth } = event.currentTarget;
        const drag = dragged.current;
        if (drag) onShow(panned(drag.from, whole, (drag.x - event.clientX) / clientWidth));
        else onPoint(spanAt(drawing, event.nativeEvent.offsetX, event.nativeEvent.offsetY, clientWidth));
      }}
    />
  );
}

interface SummaryProps {
  readonly lanes: readonly (readonly Span[])[];
  readonly wallMs: number;
  readonly nowMs: number;
}

function Summary({ lanes, wallMs, nowMs }: SummaryProps) {
  return (
    <div className="table-frame" tabIndex={0} role="group" aria-label="Table">
      <table className="table numbers">
        <caption className="unseen">What each worker’s time went into</caption>
        <thead>
          <tr>
            <th scope="col">Worker</th>
            <th scope="col">Images</th>
            {activities.map((activity) => (
              <th key={activity} scope="col">
                {words[activity]}
              </th>
            ))}
            <th scope="col">Idle</th>
            <th scope="col">Busy</th>
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane, index) => {
            const { items, busyMs, byActivity } = summaryOf(lane, nowMs);
            return (
              <tr key={index}>
                <th scope="row">{index + 1}</th>
                <td>{number(items)}</td>
                {activities.map((activity) => (
                  <td key={activity}>{milliseconds(byActivity[activity])}</td>
                ))}
                <td>{milliseconds(Math.max(0, wallMs - busyMs))}</td>
                <td>{Math.round((100 * busyMs) / wallMs)} %</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function NothingYet() {
  return (
    <div className="timeline-empty">
      <h2>No run yet</h2>
      <p>Run the recipe, and see here what each worker did and when.</p>
    </div>
  );
}

/** `129 ms (decode 2 ms, encode 125 ms)`. */
function told({ startMs, endMs, ms, status }: Span, nowMs: number): string {
  const parts = ms
    ? [
        `decode ${milliseconds(ms.decode)}`,
        ...(ms.operations === null ? [] : [`operations ${milliseconds(ms.operations)}`]),
        `encode ${milliseconds(ms.encode)}`,
      ]
    : [];
  return `${status}, ${milliseconds((endMs ?? nowMs) - startMs)}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}

function exportTrace(lanes: readonly (readonly Span[])[]): void {
  const events = Array.from(chromeTrace(lanes, performance.now()), (event) => JSON.stringify(event));
  save(
    new Blob([`{"displayTimeUnit":"ms","traceEvents":[\n${events.join(',\n')}\n]}\n`], { type: 'application/json' }),
    'timeline.json',
  );
}
