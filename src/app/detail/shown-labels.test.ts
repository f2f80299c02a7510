import { expect, test } from 'vitest';
import { labelOf } from '../../core/dataset/labels';
import { ringsOf } from '../../core/geometry/rings';
import { shownLabels } from './shown-labels';

const box = { kind: 'box', at: Float64Array.of(0, 0, 4, 4) } as const;
const polygon = { kind: 'polygon', rings: ringsOf([[0, 0, 4, 0, 4, 4]]) } as const;
const labels = [labelOf(0, [box]), labelOf(1, [box, polygon])];

test('a hidden kind takes its shapes alone, and a label that has no other', () => {
  const kindsOf = (hiddenKinds: readonly ('box' | 'polygon')[]) =>
    shownLabels(labels, { hidden: new Set(), hiddenKinds: new Set(hiddenKinds) }).map(({ label }) =>
      label.shapes.map(({ kind }) => kind),
    );
  expect(kindsOf([])).toEqual([['box'], ['box', 'polygon']]);
  expect(kindsOf(['box'])).toEqual([['polygon']]);
  expect(kindsOf(['polygon'])).toEqual([['box'], ['box']]);
});

test('a hidden class takes its labels whole', () => {
  const shown = shownLabels(labels, { hidden: new Set([1]), hiddenKinds: new Set() });
  expect(shown.map(({ label }) => label.class)).toEqual([0]);
});

test('a label keeps its place among all, which checks name it by', () => {
  const shown = shownLabels(labels, { hidden: new Set([0]), hiddenKinds: new Set(['box']) });
  expect(shown.map(({ at }) => at)).toEqual([1]);
});
