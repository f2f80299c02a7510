import type { CSSProperties } from 'react';
import type { Label } from '../../core/dataset/labels';
import type { PlacedLabels } from '../../core/dataset/placed-labels';
import { RangeInput } from '../controls/RangeInput';
import { ToggleInput } from '../controls/ToggleInput';
import { count, number } from '../format';
import { shapeWords } from '../shape-words';
import { labelView, setMaskOpacity, showClass, showKind, showLabels } from '../state/label-view';
import { useStore } from '../state/store';
import { drawingOf } from './label-drawing';
import { lookOf } from './label-look';
import type { WrongLabel } from '../run/check-groups';
import type { PreviewedLabels } from './use-preview';

export interface LabelPanelProps {
  readonly labels: PreviewedLabels;
  /** Of the output that is shown; null where there is none. */
  readonly after: PlacedLabels | null;
  /** What checks found in the image's labels in the last run. */
  readonly wrong?: readonly WrongLabel[] | undefined;
}

/** What is drawn over the pictures, in words; classes can be taken off them. */
export function LabelPanel({ labels: { classes, before }, after, wrong = [] }: LabelPanelProps) {
  const { isShown, hidden, hiddenKinds, maskOpacity } = useStore(labelView);
  const nameOf = (index: number) => classes[index] ?? String(index);
  const of = (placed: PlacedLabels | null, index: number) =>
    placed?.labels.filter((label) => label.class === index).length ?? 0;
  const all = [...before.labels, ...(after?.labels ?? [])];
  const present = [...new Set(all.map((label) => label.class))].sort((one, other) => one - other);
  const kinds = [...new Set(all.flatMap(({ shapes }) => shapes.map(({ kind }) => kind)))];
  const ofImage = before.classes.map(nameOf);
  return (
    <aside className="label-panel numbers" aria-label="Labels">
      <ToggleInput label="Show labels" value={isShown} onChange={showLabels} />
      {ofImage.length > 0 && <p>The image: {ofImage.join(', ')}</p>}
      <ul aria-label="Classes">
        {present.map((index) => (
          <li key={index}>
            <label>
              <input
                type="checkbox"
                checked={!hidden.has(index)}
                disabled={!isShown}
                onChange={(event) => showClass(index, event.target.checked)}
              />
              <Swatch index={index} />
              <span className="label-name">{nameOf(index)}</span>
              <span className="label-count">
                {number(of(before, index))}
                {after && ` → ${number(of(after, index))}`}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {kinds.length > 1 && (
        <ul aria-label="Kinds">
          {kinds.map((kind) => (
            <li key={kind}>
              <label>
                <input
                  type="checkbox"
                  checked={!hiddenKinds.has(kind)}
                  disabled={!isShown}
                  onChange={(event) => showKind(kind, event.target.checked)}
                />
                <span className="label-name">{shapeWords[kind][1]}</span>
              </label>
            </li>
          ))}
        </ul>
      )}
      {kinds.includes('mask') && (
        <RangeInput
          label="Opacity of masks, %"
          value={Math.round(maskOpacity * 100)}
          min={0}
          max={100}
          onChange={(percent) => setMaskOpacity(percent / 100)}
        />
      )}
      {wrong.some(({ label }) => label === null) && (
        <ul aria-label="Wrong with the image">
          {wrong.flatMap(({ label, detail }, at) =>
            label === null
              ? [
                  <li key={at} className="label-wrong">
                    {detail}
                  </li>,
                ]
              : [],
          )}
        </ul>
      )}
      <Places title="Before" placed={before} nameOf={nameOf} wrong={wrong} />
      {after && <Places title="After" placed={after} nameOf={nameOf} />}
    </aside>
  );
}

/** As many as a person reads. */
const mostPlaces = 200;

interface PlacesProps {
  readonly title: string;
  readonly placed: PlacedLabels;
  readonly nameOf: (index: number) => string;
  readonly wrong?: readonly WrongLabel[];
}

function Places({ title, placed: { labels }, nameOf, wrong = [] }: PlacesProps) {
  return (
    <>
      <h3>
        {title}: {count(labels.length, 'label')}
      </h3>
      <ol aria-label={`Labels ${title.toLowerCase()}`}>
        {labels.slice(0, mostPlaces).map((label, at) => (
          <li key={at}>
            {nameOf(label.class)}, {kindsOf(label)}
            <span className="label-place">{placeOf(label)}</span>
            {wrong.map(
              (one, which) =>
                one.label === at && (
                  <span key={which} className="label-wrong">
                    {one.detail}
                  </span>
                ),
            )}
          </li>
        ))}
        {labels.length > mostPlaces && <li>{number(labels.length - mostPlaces)} more</li>}
      </ol>
    </>
  );
}

function kindsOf({ shapes }: Label): string {
  return shapes.map(({ kind }) => shapeWords[kind][0]).join(' and ') || 'no place';
}

/** To a tenth of a pixel, from corner to corner. */
function placeOf(label: Label): string | null {
  const { bounds } = drawingOf(label);
  if (!bounds) return null;
  const [x0, y0, x1, y1] = bounds.map((value) => String(Math.round(value * 10) / 10));
  return `${x0}, ${y0} to ${x1}, ${y1} px`;
}

function Swatch({ index }: { readonly index: number }) {
  const { colour, dash } = lookOf(index);
  return (
    <svg className="label-swatch" style={{ '--colour': colour } as CSSProperties} aria-hidden="true">
      <rect width="22" height="12" rx="3" />
      <line x1="3" x2="19" y1="6" y2="6" strokeDasharray={dash.join(' ') || undefined} />
    </svg>
  );
}
