import { LabelStore } from '../../core/dataset/label-store';
import { classOf, type LabelSet } from '../../core/dataset/label-set';
import { flagNames, labelOf, type Label } from '../../core/dataset/labels';
import { maskOf } from '../../core/geometry/mask';
import { ringsOf } from '../../core/geometry/rings';

export const size = { width: 40, height: 30 };
const pixels = new Uint8Array(64).fill(1);

/** One label of each kind, none over another, and of a class of its own. */
export const samples = {
  box: labelOf(0, [{ kind: 'box', at: Float64Array.of(1, 2, 9, 10) }]),
  oriented: labelOf(1, [{ kind: 'oriented', corners: Float64Array.of(14, 1, 19, 6, 16, 9, 11, 4) }]),
  polygon: labelOf(2, [{ kind: 'polygon', rings: ringsOf([[21, 1, 29, 1, 29, 9]]) }]),
  hole: labelOf(3, [
    {
      kind: 'polygon',
      rings: ringsOf(
        [
          [31, 1, 39, 1, 39, 9, 31, 9],
          [33, 3, 36, 3, 36, 6, 33, 6],
        ],
        [false, true],
      ),
    },
  ]),
  mask: labelOf(4, [{ kind: 'mask', mask: maskOf(size, { at: { x0: 1, y0: 12, x1: 9, y1: 20 }, pixels }) }]),
  keypoints: labelOf(5, [
    { kind: 'box', at: Float64Array.of(11, 12, 19, 20) },
    { kind: 'keypoints', points: Float64Array.of(12, 13, 2, 18, 19, 1) },
  ]),
  polyline: labelOf(6, [{ kind: 'polyline', lines: ringsOf([[21, 12, 29, 20]]) }]),
  flags: labelOf(7, [{ kind: 'box', at: Float64Array.of(31, 12, 39, 20) }], { flags: flagNames }),
  score: labelOf(8, [{ kind: 'box', at: Float64Array.of(1, 22, 9, 29) }], { score: 0.5 }),
  group: labelOf(9, [{ kind: 'box', at: Float64Array.of(11, 22, 19, 29) }], { group: 7 }),
  id: labelOf(10, [{ kind: 'box', at: Float64Array.of(21, 22, 29, 29) }], { id: 7 }),
} satisfies Record<string, Label>;

/** `class` and `split` are of the image as a whole. */
export type Sample = keyof typeof samples | 'class' | 'split';
export const sampleNames: readonly Sample[] = [
  ...(Object.keys(samples) as (keyof typeof samples)[]), // Keys of a literal.
  'class',
  'split',
];

/** A set of this sample alone, of one image and one class, `thing`; a split is that of a box. */
export function setOf(sample: Sample, image: string, split: string | null = null): LabelSet {
  const store = new LabelStore('');
  store.open(image, { unit: 'px', stated: size, split: sample === 'split' ? 'val' : split, kept: null });
  const skeleton = { names: ['left', 'right'], edges: [], flip: [1, 0], values: 3 } as const;
  const classes = [classOf(0, 'thing', { skeleton: sample === 'keypoints' ? skeleton : null })];
  if (sample === 'class') store.addClass(image, 0);
  else store.add(image, { ...samples[sample === 'split' ? 'box' : sample], class: 0 });
  return { format: '', classes, store, files: [], info: null, licences: null, kept: null, troubles: [] };
}
