import type { CSSProperties } from 'react';
import type { LabelCheck } from '../../core/dataset/label-checks';
import type { PlacedLabels } from '../../core/dataset/placed-labels';
import { RangeInput } from '../controls/RangeInput';
import { ToggleInput } from '../controls/ToggleInput';
import { number } from '../format';
import { shapeWords } from '../shape-words';
import { labelView, setMaskOpacity, showClass, showKind, showLabels } from '../state/label-view';
import { useStore } from '../state/store';
import { Checkboxes } from './Checkboxes';
import { lookOf } from './label-look';
import { Places } from './Places';
import type { PreviewedLabels } from './use-preview';

export interface LabelPanelProps {
  readonly labels: PreviewedLabels;
  /** Of the output that is shown; null where there is none. */
  readonly after: PlacedLabels | null;
  /** What checks find in the image's labels. */
  readonly wrong: readonly LabelCheck[];
  /** The place of the label that is looked for on the picture; null where none is. */
  readonly sought: number | null;
  readonly onSeek: (label: number | null) => void;
}

/** What is drawn over the pictures, in words; classes can be taken off them. */
export function LabelPanel({ labels: { classes, before }, after, wrong, sought, onSeek }: LabelPanelProps) {
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
      <Checkboxes
        label="Classes"
        isDisabled={!isShown}
        onChange={showClass}
        boxes={present.map((index) => ({
          id: index,
          name: nameOf(index),
          isOn: !hidden.has(index),
          swatch: <Swatch index={index} />,
          count: `${number(of(before, index))}${after ? ` → ${number(of(after, index))}` : ''}`,
        }))}
      />
      {kinds.length > 1 && (
        <Checkboxes
          label="Kinds"
          isDisabled={!isShown}
          onChange={showKind}
          boxes={kinds.map((kind) => ({ id: kind, name: shapeWords[kind][1], isOn: !hiddenKinds.has(kind) }))}
        />
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
      <Places title="Before" placed={before} nameOf={nameOf} wrong={wrong} sought={sought} onSeek={onSeek} />
      {after && <Places title="After" placed={after} nameOf={nameOf} />}
    </aside>
  );
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
