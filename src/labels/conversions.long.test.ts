import { expect, it } from 'vitest';
import type { LabelSet } from '../core/dataset/label-set';
import type { Shape } from '../core/dataset/labels';
import type { LabelFormat } from './format';
import { labelFormats } from './formats';
import { sampleNames, setOf, type Sample } from './testing/samples';
import { keptOf, matrixImage, throughFormat } from './testing/through-format';

/** What a set holds, in words that two sets can be held against each other by; empty for nothing. */
function held(set: LabelSet | null): string {
  const image = set?.store.get(matrixImage);
  if (!image || image.labels.length + image.classes.length === 0) return '';
  const labels = image.labels.map(({ shapes, flags, score }) => {
    const kinds = shapes.map((shape) => (isUpright(shape) ? 'box' : shape.kind)).toSorted();
    // A box around a shape that says more says nothing.
    const exact = kinds.length > 1 ? kinds.filter((kind) => kind !== 'box') : kinds;
    return [...exact, ...flags, score ?? ''].join(' ');
  });
  return JSON.stringify([labels.toSorted(), image.classes.length]);
}

/** A turned box that is not turned says what a box says. */
function isUpright(shape: Shape): boolean {
  if (shape.kind !== 'oriented') return false;
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = shape.corners;
  return Math.abs(x0 - x1) < 1e-9 || Math.abs(y0 - y1) < 1e-9;
}

async function chain(from: LabelFormat, to: LabelFormat, sample: Sample) {
  const first = await throughFormat(from, setOf(sample, matrixImage));
  if (!first.set) return null;
  const second = await throughFormat(to, first.set, first.sources);
  return { first, second };
}

/** By format and sample: whether it comes back as it was. */
async function whole(): Promise<ReadonlySet<string>> {
  const all = new Set<string>();
  for (const format of labelFormats)
    for (const sample of sampleNames) {
      const { set } = await throughFormat(format, setOf(sample, matrixImage));
      if (set && keptOf(sample, set) === '=') all.add(`${format.id} ${sample}`);
    }
  return all;
}

it('every format into every other: what both hold arrives as it was, and nothing changes without a loss told', async () => {
  const holds = await whole();
  const wrong: string[] = [];
  let [both, lost] = [0, 0];
  for (const from of labelFormats)
    for (const to of labelFormats)
      for (const sample of sampleNames) {
        const way = await chain(from, to, sample);
        if (!way) continue;
        const { first, second } = way;
        // A split may be all that is left of an image, which formats of labels alone do not name.
        const isSome = held(first.set) !== '';
        if (isSome && holds.has(`${from.id} ${sample}`) && holds.has(`${to.id} ${sample}`)) {
          both++;
          const cell = second.set ? keptOf(sample, second.set) : '';
          if (cell !== '=') wrong.push(`${from.id} → ${to.id}: ${sample} is ${cell || 'gone'}`);
        }
        // Nothing can be lost of nothing.
        if (!isSome || held(first.set) === held(second.set)) continue;
        lost++;
        if (second.losses.size === 0)
          wrong.push(`${from.id} → ${to.id}: ${sample} changes in silence, ${held(first.set)} → ${held(second.set)}`);
      }
  expect(wrong).toEqual([]);
  expect(both).toBeGreaterThan(500);
  expect(lost).toBeGreaterThan(500);
});
