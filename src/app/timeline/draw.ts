import { partsOf, type Activity, type Span } from '../../job/timeline';
import { milliseconds } from '../format';
import { marks, type Window } from './window';

/** CSS pixels. */
export const laneHeight = 30;
export const axisHeight = 24;
const barHeight = 20;
const pxPerMark = 90;

export interface Drawing {
  readonly lanes: readonly (readonly Span[])[];
  readonly shown: Window;
  readonly originMs: number;
  readonly nowMs: number;
}

/** Draws the spans that are on the screen; parts narrower than a pixel run into their neighbours. */
export function drawTimeline(canvas: HTMLCanvasElement, drawing: Drawing): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const scale = devicePixelRatio;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  Object.assign(canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
  context.scale(scale, scale);
  const colours = coloursOf(canvas);
  const { lanes, shown, originMs, nowMs } = drawing;
  const x = (ms: number) => ((ms - shown.fromMs) / (shown.toMs - shown.fromMs)) * width;

  context.font = `11px ${getComputedStyle(canvas).fontFamily}`;
  context.fillStyle = colours.ink;
  for (const mark of marks(shown, originMs, Math.floor(width / pxPerMark))) {
    const at = x(originMs + mark);
    context.globalAlpha = 0.25;
    context.fillRect(Math.round(at), axisHeight - 6, 1, height - axisHeight + 6);
    context.globalAlpha = 1;
    if (at < width - 40) context.fillText(milliseconds(mark), at + 4, 14);
  }
  for (const [index, lane] of lanes.entries()) {
    const top = axisHeight + index * laneHeight + (laneHeight - barHeight) / 2;
    for (let at = firstShown(lane, shown.fromMs); at < lane.length; at++) {
      const span = lane[at]!;
      if (span.startMs > shown.toMs) break;
      for (const { activity, startMs, endMs } of partsOf(span, nowMs)) {
        context.fillStyle = colours[activity];
        const left = x(startMs);
        const right = x(endMs);
        // A hair between two items, as soon as there is room for one.
        const gap = endMs === (span.endMs ?? nowMs) && right - left > 3 ? 1 : 0;
        context.fillRect(left, top, Math.max(0.6, right - left - gap), barHeight);
      }
    }
  }
}

/** The span under a place, CSS pixels from the canvas' corner. */
export function spanAt({ lanes, shown, nowMs }: Drawing, xPx: number, yPx: number, widthPx: number): Span | null {
  const lane = lanes[Math.floor((yPx - axisHeight) / laneHeight)];
  if (!lane || yPx < axisHeight) return null;
  const atMs = shown.fromMs + (xPx / widthPx) * (shown.toMs - shown.fromMs);
  const from = firstShown(lane, atMs);
  return (
    lane.slice(from, from + overlap * 2).find((span) => span.startMs <= atMs && atMs <= (span.endMs ?? nowMs)) ?? null
  );
}

/** A worker holds a few items at a time, so so many spans before the first late one may still reach into view. */
const overlap = 8;

/** By bisection: spans stand in the order of their starts. */
function firstShown(lane: readonly Span[], fromMs: number): number {
  let low = 0;
  let high = lane.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lane[middle]!.startMs < fromMs) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - overlap);
}

function coloursOf(canvas: HTMLCanvasElement): Record<Activity | 'ink', string> {
  const style = getComputedStyle(canvas);
  const value = (name: string) => style.getPropertyValue(name);
  return {
    decode: value('--part-decode'),
    operations: value('--part-operations'),
    encode: value('--part-encode'),
    handover: value('--part-handover'),
    ink: value('--part-ink'),
  };
}
