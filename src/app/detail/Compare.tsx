import { useEffect, useRef, useState } from 'react';
import type { CSSProperties, KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { IconButton } from '../controls/IconButton';
import { Sentence } from '../controls/Sentence';
import { fitted, maxZoom, panned, zoomed } from './view';
import type { View } from './view';
import { Zoom } from './zoom';

export interface Shown {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

export interface CompareProps {
  readonly name: string;
  readonly before: Shown | null;
  readonly after: Shown | null;
  /** Stands in the after's place where there is none. */
  readonly instead: string | null;
  /** How much of the frame shows before, in per cent from the left. */
  readonly split: number;
  readonly onSplit: (split: number) => void;
  /** Drawn over each; hidden from readers of the screen. */
  readonly over?: { readonly before: ReactNode; readonly after: ReactNode } | null;
}

/** Before and after in one frame, parted by a line that one can move; zoom and shift are those of both. */
export function Compare({ name, before, after, instead, split, onSplit, over = null }: CompareProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<View>(fitted);
  const pointers = useRef(new Map<number, { x: number; y: number }>());

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    // React's own wheel listeners are passive: the page would zoom along.
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const at = placeIn(element, event.clientX, event.clientY);
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 20 : event.deltaY;
      setView((now) => zoomed(now, Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.002)), at));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, []);

  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const from = pointers.current.get(event.pointerId);
    const element = frame.current;
    if (!from || !element) return;
    const to = { x: event.clientX, y: event.clientY };
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, to);
    const { width, height } = element.getBoundingClientRect();
    if (!other) return setView((now) => panned(now, (to.x - from.x) / width, (to.y - from.y) / height));
    const spread = (place: { x: number; y: number }) => Math.max(1, Math.hypot(place.x - other.x, place.y - other.y));
    setView((now) =>
      zoomed(now, spread(to) / spread(from), placeIn(element, (to.x + other.x) / 2, (to.y + other.y) / 2)),
    );
  };
  const up = (event: PointerEvent<HTMLDivElement>) => pointers.current.delete(event.pointerId);

  const keys = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 0.25 : 0.08;
    const moves: Readonly<Record<string, (now: View) => View>> = {
      '+': (now) => zoomed(now, 1.5, { x: 0, y: 0 }),
      '=': (now) => zoomed(now, 1.5, { x: 0, y: 0 }),
      '-': (now) => zoomed(now, 1 / 1.5, { x: 0, y: 0 }),
      '0': () => fitted,
      ...(view.zoom > 1 && {
        ArrowLeft: (now: View) => panned(now, step, 0),
        ArrowRight: (now: View) => panned(now, -step, 0),
        ArrowUp: (now: View) => panned(now, 0, step),
        ArrowDown: (now: View) => panned(now, 0, -step),
      }),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    setView(move);
  };

  const transform = `translate(${view.x * 100}%, ${view.y * 100}%) scale(${view.zoom})`;
  // Lines and names over the pictures stay as thin and small as they are.
  const shift = { transform, '--zoom': view.zoom } as CSSProperties; // React's own type knows no custom properties.
  const sharp = view.zoom > 4 || undefined;
  return (
    <div className="compare">
      <div
        ref={frame}
        className="compare-frame"
        role="group"
        tabIndex={0}
        aria-label={`${name}, before and after. Plus and minus zoom, arrows shift, 0 fits.`}
        data-zoomed={view.zoom > 1 || undefined}
        onPointerDown={down}
        onPointerMove={drag}
        onPointerUp={up}
        onPointerCancel={up}
        onDoubleClick={(event) => {
          const at = frame.current && placeIn(frame.current, event.clientX, event.clientY);
          if (at) setView((now) => (now.zoom > 1 ? fitted : zoomed(now, 4, at)));
        }}
        onKeyDown={keys}
      >
        <div className="compare-layer" style={{ clipPath: after || instead ? `inset(0 ${100 - split}% 0 0)` : 'none' }}>
          <div className="compare-shift" style={shift}>
            {before && <img src={before.url} alt={`${name}, before`} data-sharp={sharp} draggable={false} />}
            <Zoom value={view.zoom}>{before && over?.before}</Zoom>
          </div>
        </div>
        <div className="compare-layer" style={{ clipPath: `inset(0 0 0 ${split}%)` }}>
          <div className="compare-shift" style={shift}>
            {after && <img src={after.url} alt={`${name}, after`} data-sharp={sharp} draggable={false} />}
            <Zoom value={view.zoom}>{after && over?.after}</Zoom>
          </div>
          {!after && instead !== null && (
            <p className="compare-instead">
              <span>
                <Sentence text={instead} />
              </span>
            </p>
          )}
        </div>
      </div>
      <span className="compare-tag compare-tag-before" data-hidden={split < 12 || undefined} aria-hidden="true">
        Before
      </span>
      <span className="compare-tag compare-tag-after" data-hidden={split > 88 || undefined} aria-hidden="true">
        After
      </span>
      <Divider split={split} onChange={onSplit} frame={frame} />
      <div className="compare-tools">
        <IconButton
          icon="minus"
          label="Zoom out"
          isDisabled={view.zoom <= 1}
          onPress={() => setView((now) => zoomed(now, 1 / 1.5, { x: 0, y: 0 }))}
        />
        <span className="compare-zoom numbers">{Math.round(view.zoom * 100)} %</span>
        <IconButton
          icon="add"
          label="Zoom in"
          isDisabled={view.zoom >= maxZoom}
          onPress={() => setView((now) => zoomed(now, 1.5, { x: 0, y: 0 }))}
        />
        <IconButton icon="fit" label="Fit" isDisabled={view.zoom === 1} onPress={() => setView(fitted)} />
      </div>
    </div>
  );
}

interface DividerProps {
  readonly split: number;
  readonly onChange: (split: number) => void;
  readonly frame: { readonly current: HTMLDivElement | null };
}

function Divider({ split, onChange, frame }: DividerProps) {
  const to = (value: number) => onChange(Math.min(100, Math.max(0, value)));
  const keys = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -2,
      ArrowDown: -2,
      ArrowRight: 2,
      ArrowUp: 2,
      PageUp: 10,
      PageDown: -10,
      Home: -100,
      End: 100,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    to(split + step);
  };
  return (
    <div
      className="compare-divider"
      role="slider"
      tabIndex={0}
      aria-label="Part shown before"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(split)}
      aria-valuetext={`${Math.round(split)} %`}
      style={{ left: `${split}%` }}
      onKeyDown={keys}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId) || !frame.current) return;
        const { left, width } = frame.current.getBoundingClientRect();
        to(((event.clientX - left) / width) * 100);
      }}
    >
      <span className="compare-knob" />
    </div>
  );
}

function placeIn(element: Element, clientX: number, clientY: number): { x: number; y: number } {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: (clientX - left) / width - 0.5, y: (clientY - top) / height - 0.5 };
}
