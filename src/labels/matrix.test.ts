import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inPixels } from '../core/dataset/label-units';
import type { LabelSet } from '../core/dataset/label-set';
import { shapeOf, type Label, type ShapeKind } from '../core/dataset/labels';
import { maskArea } from '../core/geometry/mask';
import { areaOf } from '../core/geometry/rings';
import { findLabels } from './find';
import { usualOptions } from './format';
import { labelFormats } from './formats';
import { writtenAs } from './testing/memory';
import { sampleNames, samples, setOf, size, type Sample } from './testing/samples';

const image = 'd/images/a.jpg';

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
    for (const sample of sampleNames) {
      const set = setOf(sample, image);
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
  expect(
    missing,
    `Rows of the table as they are:\n${[`| | ${sampleNames.join(' | ')} |`, ...rows].join('\n')}`,
  ).toEqual([]);
});
