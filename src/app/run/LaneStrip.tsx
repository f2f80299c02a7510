import { useEffect, useRef } from 'react';
import { everyBeat } from '../state/beat';
import { timeline } from '../state/run';

const shownMs = 30_000;

/** With reduced motion, one picture a second. */
const calmBeats = 10;

/** The last half minute of one worker, as blocks along time. */
export function LaneStrip({ lane, isPaused }: { readonly lane: number; readonly isPaused: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    draw(element, lane);
    if (isPaused) return;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    return everyBeat(() => draw(element, lane), calm ? calmBeats : 1);
  }, [lane, isPaused]);
  return <canvas ref={canvas} className="lane-strip" aria-hidden="true" />;
}

function draw(canvas: HTMLCanvasElement, lane: number): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const scale = devicePixelRatio;
  const width = Math.round(canvas.clientWidth * scale);
  const height = Math.round(canvas.clientHeight * scale);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const style = getComputedStyle(canvas);
  const colours = {
    running: style.getPropertyValue('--strip-running'),
    done: style.getPropertyValue('--strip-done'),
    failed: style.getPropertyValue('--strip-failed'),
    skipped: style.getPropertyValue('--strip-skipped'),
  };
  const now = performance.now();
  const at = (ms: number) => width - ((now - ms) / shownMs) * width;
  context.clearRect(0, 0, width, height);
  const spans = timeline.lanes[lane] ?? [];
  for (let last = spans.length - 1; last >= 0; last--) {
    const { startMs, endMs, status } = spans[last]!;
    const left = Math.max(0, at(startMs));
    const right = at(endMs ?? now);
    if (right <= 0) break;
    context.fillStyle = colours[status];
    context.beginPath();
    context.roundRect(left, 0, Math.max(scale, right - left - scale), height, 2 * scale);
    context.fill();
  }
}
