import { expect, it } from 'vitest';
import { reclassed, type ClassRow } from './class-table';
import { classOf } from './label-set';

const animals = ['cat', 'dog', 'car', 'bus'].map((name, at) => classOf([3, 5, 9, 10][at]!, name));
const names = (rows: readonly ClassRow[], others: 'keep' | 'drop' = 'keep') => {
  const { classes, map } = reclassed(animals, { classes: rows, otherClasses: others });
  return [classes.map(({ id, name }) => `${id} ${name}`), map];
};

it.each<[string, readonly ClassRow[], 'keep' | 'drop', string[], (number | null)[]]>([
  ['without rows', [], 'keep', ['3 cat', '4 dog', '5 car', '6 bus'], [0, 1, 2, 3]],
  ['renamed', [{ name: 'kitten', from: ['cat'] }], 'keep', ['3 kitten', '4 dog', '5 car', '6 bus'], [0, 1, 2, 3]],
  ['merged', [{ name: 'animal', from: ['cat', 'dog'] }], 'keep', ['3 animal', '4 car', '5 bus'], [0, 0, 1, 2]],
  ['dropped', [{ name: null, from: ['dog'] }], 'keep', ['3 cat', '4 car', '5 bus'], [0, null, 1, 2]],
  ['ordered', [{ name: 'bus' }, { name: 'cat' }], 'keep', ['3 bus', '4 cat', '5 dog', '6 car'], [1, 2, 3, 0]],
  ['chosen', [{ name: 'bus' }], 'drop', ['3 bus'], [null, null, null, 0]],
  ['merged into one that is there', [{ name: 'car', from: ['bus'] }], 'keep', ['3 car', '4 cat', '5 dog'], [1, 2, 0, 0]], // prettier-ignore
  ['with their names changed about', [{ name: 'cat', from: ['dog'] }, { name: 'dog', from: ['cat'] }], 'drop', ['3 cat', '4 dog'], [1, 0, null, null]], // prettier-ignore
  ['claimed twice: the first row has it', [{ name: 'a', from: ['cat'] }, { name: 'b', from: ['cat'] }], 'drop', ['3 a'], [0, null, null, null]], // prettier-ignore
])('classes %s', (_, rows, others, classes, map) => {
  expect(names(rows, others)).toEqual([classes, map]);
});

it('background and ignore keep the values that pixels have for them, also where others are dropped', () => {
  const masks = [classOf(0, 'background'), classOf(1, 'road'), classOf(2, 'car'), classOf(255, 'ignore')];
  const { classes, map } = reclassed(masks, { classes: [{ name: 'car' }], otherClasses: 'drop' });
  expect(classes.map(({ id, name }) => [id, name])).toEqual([[1, 'car'], [0, 'background'], [255, 'ignore']]); // prettier-ignore
  expect(map).toEqual([1, null, 0, 2]);
});

it('names that no class has are told', () => {
  expect(reclassed(animals, { classes: [{ name: 'a', from: ['cat', 'cow'] }, { name: 'hen' }], otherClasses: 'keep' }).missing).toEqual(['cow', 'hen']); // prettier-ignore
});

it('a skeleton stays where all members have it', () => {
  const skeleton = { names: ['0'], edges: [], flip: null, values: 3 } as const;
  const two = [classOf(0, 'a', { skeleton }), classOf(1, 'b')];
  expect(reclassed(two, { classes: [{ name: 'c', from: ['a'] }], otherClasses: 'keep' }).classes[0]).toMatchObject({
    skeleton,
  });
  expect(reclassed(two, { classes: [{ name: 'c', from: ['a', 'b'] }], otherClasses: 'keep' }).classes[0]).toMatchObject(
    { skeleton: null },
  );
});
