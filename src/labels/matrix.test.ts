import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inPixels } from '../core/dataset/label-units';
import { LabelStore } from '../core/dataset/label-store';
import { classOf, type LabelSet } from '../core/dataset/label-set';
import { flagNames, labelOf, shapeOf, type Label, type ShapeKind } from '../core/dataset/labels';
import { maskArea, maskOf } from '../core/geometry/mask';
import { areaOf, ringsOf } from '../core/geometry/rings';
import { findLabels } from './find';
import { usualOptions } from './format';
import { labelFormats } from './formats';
import { writtenAs } from './testing/memory';

const size = { width: 40, height: 30 };
const image = 'd/images/a.jpg';
const pixels = new Uint8Array(64).fill(1);
/** One label of each kind, none over another, and of a class of its own. */
const samples = {
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
} satisfies Record<string, Label>;
type Sample = keyof typeof samples | 'class';
const columns: readonly Sample[] = [...(Object.keys(samples) as (keyof typeof samples)[]), 'class']; // Keys of a literal.

/** A set of this sample alone. */
function setOf(sample: Sample): LabelSet {
  const store = new LabelStore('');
  store.open(image, { unit: 'px', stated: size, split: 'train', kept: null });
  const skeleton = { names: ['left', 'right'], edges: [], flip: [1, 0], values: 3 } as const;
  const classes = [classOf(0, 'thing', { skeleton: sample === 'keypoints' ? skeleton : null })];
  if (sample === 'class') store.addClass(image, 0);
  else store.add(image, { ...samples[sample], class: 0 });
  return { format: '', classes, store, files: [], info: null, licences: null, kept: null, troubles: [] };
}

/** What came of it: `=` as it was, else the kind of shape that stands for it; nothing where none does. */
function kept(sample: Sample, set: LabelSet): string {
  const there = set.store.get(image);
  const back = there && inPixels(there, size);
  if (sample === 'class') return back && back.classes.length > 0 ? '=' : '';
  const before = samples[sample];
  const [label] = back?.labels ?? [];
  if (!label || label.shapes.length === 0) return '';
  if (sample === 'flags') return label.flags.length === before.flags.length ? '=' : label.flags.join(' ');
  if (sample === 'score') return label.score === 0.5 ? '=' : '';
  if (sample === 'keypoints') return shapeOf(label, 'keypoints') ? '=' : 'box';
  const kind: ShapeKind = sample === 'hole' ? 'polygon' : sample;
  const same = shapeOf(label, kind);
  if (!same)
    return label.shapes
      .map((shape) => shape.kind)
      .toSorted()
      .join(' + ');
  return measure(label) === measure(before) && (sample !== 'hole' || holesOf(label) === 1) ? '=' : kind;
}

function holesOf(label: Label): number {
  return shapeOf(label, 'polygon')?.rings.holes.reduce((sum, hole) => sum + hole, 0) ?? 0;
}

/** To a millionth: bounds or areas of its most exact shape. */
function measure(label: Label): string {
  const [mask, polygon] = [shapeOf(label, 'mask'), shapeOf(label, 'polygon')];
  const numbers = mask
    ? [maskArea(mask.mask)]
    : polygon
      ? [areaOf(polygon.rings)]
      : Array.from(shapeOf(label, 'oriented')?.corners ?? shapeOf(label, 'box')?.at ?? []);
  return numbers.map((value) => value.toFixed(6)).join();
}

it('every format keeps what the table in docs/labels.md says, and tells of all else', async () => {
  const rows: string[] = [];
  const silent: string[] = [];
  for (const format of labelFormats) {
    const cells: string[] = [];
    for (const sample of columns) {
      const set = setOf(sample);
      const written = await writtenAs(format, set, [], () => size);
      const images = [image, ...written.sources.map(({ path }) => path).filter((path) => path.endsWith('.png'))];
      const found = await findLabels({ files: written.sources, images, read: format.id, options: usualOptions });
      const cell = found.kind === 'found' ? kept(sample, found.set) : '';
      // Nothing is left out or changed in silence.
      if (cell !== '=' && written.losses.size === 0) silent.push(`${format.id} ${sample}`);
      cells.push(cell === '' ? '–' : cell);
    }
    rows.push(`| ${[`\`${format.id}\``, ...cells].join(' | ')} |`);
  }
  const docs = readFileSync(join(import.meta.dirname, '../../docs/labels.md'), 'utf8');
  const plain = (text: string) => text.replace(/ +/g, ' ');
  const missing = rows.filter((row) => !plain(docs).includes(plain(row)));
  expect(silent).toEqual([]);
  expect(missing, `Rows of the table as they are:\n${[`| | ${columns.join(' | ')} |`, ...rows].join('\n')}`).toEqual(
    [],
  );
});
