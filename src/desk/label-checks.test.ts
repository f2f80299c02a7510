import { expect, it } from 'vitest';
import type { LabelCheck } from '../core/dataset/label-checks';
import { classOf, type LabelSet } from '../core/dataset/label-set';
import { LabelStore } from '../core/dataset/label-store';
import { LabelChecks } from './label-checks';

const set: Pick<LabelSet, 'classes' | 'store'> = { classes: [classOf(0, 'cat')], store: new LabelStore('') };
const wrong = (code: LabelCheck['code']): LabelCheck => ({ code, label: 0, class: 0, detail: 'Expected better.' });
const name = (index: number) => `d/${String(index).padStart(5, '0')}.jpg`;

it('of thousands of wrong labels all images are named, all are counted, and the first thousand listed by name', () => {
  const checks = new LabelChecks(() => 'cat');
  // The last are told of first, as work may end in any order.
  for (let index = 2999; index >= 0; index--)
    checks.add(name(index), [wrong('no-area'), ...(index % 3 === 0 ? [wrong('outside-image')] : [])], false);
  expect(checks.images('no-area')).toEqual(Array.from({ length: 3000 }, (_, index) => name(index)));
  expect(checks.images('outside-image')).toHaveLength(1000);
  const { checks: counts, wrong: listed } = checks.report(set as LabelSet);
  expect(counts).toEqual([
    { code: 'outside-image', count: 1000 },
    { code: 'no-area', count: 3000 },
  ]);
  expect(listed).toHaveLength(1000);
  expect(listed?.slice(0, 3).map(({ image, code }) => [image, code])).toEqual([
    [name(0), 'no-area'],
    [name(0), 'outside-image'],
    [name(1), 'no-area'],
  ]);
});

it('past fifty thousand labels those of more images are counted and named, and not kept one by one', () => {
  const checks = new LabelChecks(() => 'cat');
  const many = Array.from({ length: 30_000 }, () => wrong('no-area'));
  for (const index of [0, 1, 2]) checks.add(name(index), many, true);
  expect(checks.images('no-area')).toEqual([name(0), name(1), name(2)]);
  expect(checks.report(set as LabelSet).checks).toEqual([{ code: 'no-area', count: 90_000 }]);
  // What is told of an image anew makes room for others.
  checks.add(name(0), [], true);
  expect(checks.images('no-area')).toEqual([name(1), name(2)]);
  expect(checks.report(set as LabelSet).checks).toEqual([{ code: 'no-area', count: 60_000 }]);
});
