import { useEffect, useState } from 'react';
import type { CSSProperties } from 'react';
import type { Item } from '../../core/dataset/item';
import { unpackLabels } from '../../core/dataset/packed-labels';
import { lookOf } from '../detail/label-look';
import { theOutputs } from '../state/engine';
import { items } from '../state/items';
import { labelSet } from '../state/label-set';
import { useStore } from '../state/store';
import type { Thumb } from '../state/thumbnails';
import { thumbDrawing, type ThumbDrawing } from './thumb-drawing';

/** The labels of an image over its thumbnail, cut as the thumbnail is. Asked for while the row is on the screen. */
export function ThumbLabels({ item, stored }: { readonly item: Item; readonly stored: Thumb['stored'] }) {
  const set = useStore(labelSet);
  const [drawing, setDrawing] = useState<ThumbDrawing | null>(null);
  useEffect(() => {
    if (set?.rows !== items.rows()) return;
    let isLate = false;
    const bones = new Map(set.opened.found.bones);
    const draw = async () => {
      const [packed] = await theOutputs().desk.labelsOf([item.path]);
      if (!isLate) setDrawing(packed ? thumbDrawing(unpackLabels(packed), stored, set.frame, bones) : null);
    };
    // Without a desk there is nothing to draw, as the line above the list says.
    draw().catch(() => isLate || setDrawing(null));
    return () => {
      isLate = true;
    };
  }, [set, item.path, stored]);
  if (!set || !drawing) return null;
  const { size, transform, classes } = drawing;
  return (
    <svg
      className="thumb-labels"
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <g transform={transform ?? undefined}>
        {classes.map(({ class: index, lines, areas }) => (
          // React's own type knows no custom properties.
          <g key={index} style={{ '--colour': lookOf(index).colour } as CSSProperties}>
            {areas && <path className="thumb-area" d={areas} />}
            {lines && <path className="thumb-halo" d={lines} />}
            {lines && <path d={lines} />}
          </g>
        ))}
      </g>
    </svg>
  );
}
