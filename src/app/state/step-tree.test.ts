import { expect, test } from 'vitest';
import { parseRecipe } from '../../core/recipe/parse';
import { draftOf, everyList, listOf, namedBy, plainOf, trailTo } from './step-tree';

const { steps: plain } = parseRecipe({
  version: 1,
  steps: [
    { op: 'grayscale' },
    { op: 'repeat', copies: 2, steps: [{ op: 'flip', axis: 'vertical' }, { op: 'random-apply', steps: [{ op: 'brightness', factor: 2 }] }] }, // prettier-ignore
  ],
});
const steps = plain.map(draftOf);
const repeat = steps[1]!;
const [flip, chance] = repeat.inner['steps']!;
const brightness = chance!.inner['steps']![0]!;

test('steps become a draft and a recipe again, and each has an id of its own', () => {
  expect(steps.map(plainOf)).toEqual(plain);
  const ids = [...steps, flip, chance, brightness].map((one) => one?.id);
  expect(new Set(ids).size).toBe(5);
});

test('a step is found by its id with all that hold it, and with its neighbours', () => {
  expect(trailTo(steps, brightness.id)).toEqual([repeat, chance, brightness]);
  expect(trailTo(steps, 'none')).toEqual([]);
  expect(listOf(steps, chance!.id)).toEqual([flip, chance]);
  expect(listOf(steps, repeat.id)).toBe(steps);
});

test('a change reaches every list, and what it leaves alone is the very same', () => {
  const without = everyList(steps, (list) => list.filter(({ id }) => id !== brightness.id));
  expect(without[0]).toBe(steps[0]);
  expect(plainOf(without[1]!)).toMatchObject({ steps: [{ op: 'flip' }, { op: 'random-apply', steps: [] }] });
  expect(everyList(steps, (list) => list)[1]).toBe(repeat);
});

test.each([
  ['steps[0]', 'grayscale', null],
  ['steps[1].copies', 'repeat', 'copies'],
  ['steps[1].steps', 'repeat', 'steps'],
  ['steps[1].steps[0].axis', 'flip', 'axis'],
  ['steps[1].steps[1].steps[0].factor', 'brightness', 'factor'],
  ['steps[1].steps[7].op', 'repeat', 'steps'],
  ['output.quality', null, null],
  ['steps', null, null],
])('the path %s names %s and its key %s', (path, op, key) => {
  const found = namedBy(steps, path);
  expect([found.step?.step.op ?? null, found.key]).toEqual([op, key]);
});
