import { useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { CSSProperties } from 'react';
import { shapeOf } from '../../core/dataset/labels';
import type { PlacedLabels } from '../../core/dataset/placed-labels';
import type { Size } from '../../core/geometry/geometry';
import type { LabelView } from '../state/label-view';
import { drawingOf, type Bones } from './label-drawing';
import { lookOf } from './label-look';
import { placeNames, type Named } from './place-names';
import { paintMasks } from './paint-masks';
import { shownLabels } from './shown-labels';
import { Zoom } from './zoom';

export interface LabelLayerProps {
  readonly placed: PlacedLabels;
  /** Names of the set's classes. */
  readonly classes: readonly string[];
  readonly bones: Bones;
  readonly view: LabelView;
  /** Places of labels that checks found wrong, among all. */
  readonly wrong?: ReadonlySet<number> | undefined;
  /** The place of one that is looked for; null where none is. */
  readonly sought?: number | null;
}

/** More would hide the picture, and each other. */
const mostNames = 60;

/** Labels over a picture that fills the same place: fitted in as the picture is. */
export function LabelLayer({ placed, classes, bones, view, wrong, sought = null }: LabelLayerProps) {
  const { size } = placed;
  const { hidden, hiddenKinds, maskOpacity } = view;
  const labels = useMemo(
    () => shownLabels(placed.labels, { hidden, hiddenKinds }),
    [placed.labels, hidden, hiddenKinds],
  );
  const svg = useRef<SVGSVGElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [unit, setUnit] = useState(1);
  const drawings = useMemo(
    () => labels.map(({ at, label }) => ({ at, label, ...drawingOf(label, bones.get(label.class)) })),
    [labels, bones],
  );
  const hasMasks = useMemo(() => labels.some(({ label }) => shapeOf(label, 'mask')), [labels]);
  const named = useMemo(
    () => drawings.map(({ label, bounds }) => ({ name: classes[label.class] ?? String(label.class), bounds })),
    [drawings, classes],
  );
  const { width, height } = size;

  useEffect(() => {
    const element = svg.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const box = entry?.contentRect;
      if (box && box.width > 0 && box.height > 0) setUnit(Math.max(width / box.width, height / box.height));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [width, height]);

  useEffect(() => {
    if (canvas.current) paintMasks(canvas.current, { size, labels: labels.map(({ label }) => label) });
  }, [size, labels, hasMasks]);

  return (
    <>
      {hasMasks && <canvas ref={canvas} style={{ opacity: maskOpacity }} aria-hidden="true" />}
      <svg
        ref={svg}
        className="label-layer"
        viewBox={`0 0 ${width} ${height}`}
        style={{ '--unit': unit } as CSSProperties} // React's own type knows no custom properties.
        aria-hidden="true"
      >
        {drawings.map(({ at: place, label, path, isFilled, bones: joined, points, bounds }) => {
          const { colour, dash } = lookOf(label.class);
          const dashes = dash.map((part) => `calc(var(--px) * ${part})`).join(' ');
          return (
            <g
              key={place}
              className="label-shape"
              data-wrong={wrong?.has(place) || undefined}
              style={{ '--colour': colour } as CSSProperties}
            >
              {bounds && (wrong?.has(place) || place === sought) && (
                <Mark bounds={bounds} px={unit} isSought={place === sought} />
              )}
              {path && isFilled && <path className="label-fill" d={path} />}
              {path && <path className="label-halo" d={path} />}
              {path && <path d={path} style={{ strokeDasharray: dashes || undefined }} />}
              {joined.map(({ path: bone, isHidden }) => (
                <g key={bone} className="label-bone" data-hidden={isHidden || undefined}>
                  <path className="label-halo" d={bone} />
                  <path d={bone} />
                </g>
              ))}
              {points.map(({ x, y, isHidden }, at) => (
                <circle key={at} cx={x} cy={y} data-hidden={isHidden || undefined} />
              ))}
            </g>
          );
        })}
        {named.length <= mostNames && <Names named={named} size={size} unit={unit} />}
      </svg>
    </>
  );
}

interface NamesProps {
  readonly named: readonly Named[];
  readonly size: Size;
  readonly unit: number;
}

/** Over all shapes, none over another: as many as the zoom leaves room for. */
function Names({ named, size, unit }: NamesProps) {
  const zoom = useContext(Zoom);
  const placed = useMemo(() => placeNames(named, { ...size, px: unit / zoom }), [named, size, unit, zoom]);
  return (
    <g className="label-names">
      {placed.map(({ at, x, y }) => (
        <text key={at} x={x} y={y} dy="1em">
          {named[at]?.name}
        </text>
      ))}
    </g>
  );
}

interface MarkProps {
  readonly bounds: readonly [number, number, number, number];
  /** A pixel of the screen, in pixels of the picture. */
  readonly px: number;
  readonly isSought: boolean;
}

/** Around a label that is wrong, or that is looked for: outside its lines, so that both are seen. */
function Mark({ bounds: [x0, y0, x1, y1], px, isSought }: MarkProps) {
  const gap = 5 * px;
  return (
    <rect
      className="label-mark"
      data-sought={isSought || undefined}
      x={x0 - gap}
      y={y0 - gap}
      width={x1 - x0 + 2 * gap}
      height={y1 - y0 + 2 * gap}
    />
  );
}
