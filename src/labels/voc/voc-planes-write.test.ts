import { expect, it } from 'vitest';
import type { Loss } from '../../core/dataset/label-losses';
import { classOf } from '../../core/dataset/label-set';
import { labelOf, noLabels } from '../../core/dataset/labels';
import { maskOf } from '../../core/geometry/mask';
import type { WrittenFile } from '../format';
import { planeOf } from '../shapes/png-plane';
import { vocClasses, vocObjects } from './voc-place';
import { planeNumbers, planesOf } from './voc-planes-write';

const size = { width: 300, height: 1 };
const image = { path: 'images/a.jpg', source: 'a.jpg', ...size, labels: noLabels };

/** Objects of one pixel each, side by side. */
function objects(classes: readonly number[]) {
  return classes.map((index, at) => {
    const pixel = { at: { x0: at, y0: 0, x1: at + 1, y1: 1 }, pixels: Uint8Array.of(1) };
    return { label: labelOf(index, [{ kind: 'mask', mask: maskOf(size, pixel) }]), number: at + 1 };
  });
}

const planes = { classes: vocClasses, objects: vocObjects };
const valuesOf = ({ pieces }: WrittenFile) => planeOf(Array.from(pieces as Iterable<Uint8Array>)[0]!).values;

it('leaves out, and tells, what a byte has no number for: classes and objects beyond 254', () => {
  const many = 260;
  const classes = Array.from({ length: many }, (_, index) => classOf(index, `kind ${index}`));
  const { numbers, table } = planeNumbers(classes);
  const lost: Loss[] = [];
  const told = { numbers, planes, lost: (loss: Loss) => lost.push(loss) };
  const [byClass, byObject] = planesOf(image, objects(Array.from(classes.keys())), told).map(valuesOf);
  const expected = Array.from({ length: 300 }, (_, at) => (at < 254 ? at + 1 : 0));
  expect([Array.from(byClass!), Array.from(byObject!)]).toEqual([expected, expected]);
  expect(lost).toEqual(Array.from({ length: many - 254 }, () => 'mask-left-out'));
  expect(table?.trimEnd().split('\n')).toHaveLength(255);
});

it('leaves out objects beyond 254 of a class that has a number', () => {
  const { numbers } = planeNumbers([classOf(0, 'cell')]);
  const lost: Loss[] = [];
  const [byClass] = planesOf(image, objects(Array.from({ length: 256 }, () => 0)), {
    numbers,
    planes,
    lost: (one) => lost.push(one),
  });
  expect(valuesOf(byClass!).filter((value) => value === 1)).toHaveLength(254);
  expect(lost).toHaveLength(2);
});
