import type { LabelCheck } from '../../core/dataset/label-checks';
import type { Label } from '../../core/dataset/labels';
import type { PlacedLabels } from '../../core/dataset/placed-labels';
import { count, number } from '../format';
import { shapeWords } from '../shape-words';
import { drawingOf } from './label-drawing';
import { listedPlaces } from './listed-places';

export interface PlacesProps {
  readonly title: string;
  readonly placed: PlacedLabels;
  readonly nameOf: (index: number) => string;
  /** What checks found in them. */
  readonly wrong?: readonly LabelCheck[];
  /** The place of the label that is looked for on the picture; null where none is. */
  readonly sought?: number | null;
  readonly onSeek?: (label: number | null) => void;
}

/** Labels in words, one by one. One that is wrong says why, and is marked on the picture when that is pressed. */
export function Places({ title, placed: { labels }, nameOf, wrong = [], sought = null, onSeek }: PlacesProps) {
  const { listed, left } = listedPlaces(labels.length, wrong);
  return (
    <>
      <h3>
        {title}: {count(labels.length, 'label')}
      </h3>
      <ol aria-label={`Labels ${title.toLowerCase()}`}>
        {listed.map(({ at, details }) => {
          const label = labels[at];
          if (!label) return null;
          return (
            <li key={at} value={at + 1}>
              {nameOf(label.class)}, {kindsOf(label)}
              <span className="label-place">{placeOf(label)}</span>
              {details.map((detail, which) => (
                <button
                  key={which}
                  type="button"
                  className="label-wrong"
                  aria-pressed={at === sought}
                  onClick={() => onSeek?.(at === sought ? null : at)}
                >
                  {detail}
                </button>
              ))}
            </li>
          );
        })}
        {left > 0 && <li>{number(left)} more</li>}
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
