import { describe, expect, it } from 'vitest';
import { filesFound } from '../../sources/files';
import type { FrameMessage } from '../protocol';
import type { Engine } from './engine';
import { Field, type FieldOptions } from './field';

const options: FieldOptions = { accept: '', maxFiles: null, multiple: true, directory: false, disabled: false };
const wrong = { version: 1, steps: [{ op: 'rezise' }] };
const photograph = () => filesFound([new File(['a'], 'a.jpg', { type: 'image/jpeg' })]);

/** A field, and what it tells; none of these tests gets as far as an engine. */
function field() {
  const told: FrameMessage[] = [];
  const made = new Field(
    null as unknown as Engine,
    (message) => told.push(message),
    () => {},
  );
  return { field: made, told, types: () => told.map(({ type }) => type) };
}

/** What was told last of a type. */
const last = (told: readonly FrameMessage[], type: FrameMessage['type']) => told.findLast((one) => one.type === type);

describe('a field with a recipe that is wrong', () => {
  it('answers each add with why, and says that images wait', async () => {
    const { field: one, told } = field();
    one.configure(options, wrong);
    expect(told).toMatchObject([{ type: 'failed', id: 0, code: 'bad-recipe' }]);
    for (const count of [1, 2]) {
      told.length = 0;
      one.add(photograph(), true);
      await expect.poll(() => told.at(-1)).toMatchObject({ type: 'failed', id: 0, code: 'bad-recipe' });
      expect(last(told, 'progress')).toMatchObject({ done: 0, total: count, isPersonWaiting: false });
    }
    one.add(photograph());
    await expect.poll(() => last(told, 'progress')).toMatchObject({ total: 3, isPersonWaiting: true });
  });

  it('answers also where nothing was left to add', async () => {
    const { field: one, told } = field();
    one.configure({ ...options, accept: '.png' }, wrong);
    one.add(photograph());
    await expect.poll(() => told.at(-1)).toMatchObject({ type: 'failed' });
    expect(last(told, 'progress')).toMatchObject({ done: 0, total: 0, isPersonWaiting: false });
  });

  it('that is empty and gets a better one says that it is ready', () => {
    const { field: one, told } = field();
    one.configure(options, wrong);
    one.configure(options, null);
    expect(told.at(-1)).toEqual({ type: 'items', count: 0, isTooMany: false, isUnasked: true });
  });
});

it('a field that is disabled takes nothing of a person, and says so to the page that waits', () => {
  const { field: one, told } = field();
  one.configure({ ...options, disabled: true }, null);
  expect(told).toEqual([]);
  one.add(photograph());
  expect(told).toEqual([{ type: 'items', count: 0, isTooMany: false, isUnasked: true }]);
});

it('a field that is emptied says whether the page had asked for it: a page that has waits for that word alone', () => {
  const { field: one, told } = field();
  one.clear();
  one.clear(true);
  expect(told).toEqual([
    { type: 'items', count: 0, isTooMany: false, isUnasked: true },
    { type: 'items', count: 0, isTooMany: false, isUnasked: false },
  ]);
});
