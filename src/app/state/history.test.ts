import { expect, test } from 'vitest';
import { begin, change, redo, undo } from './history';

test('undo goes back one change at a time, and redo forward again', () => {
  let history = begin('a');
  history = change(history, 'b', 'one', 0);
  history = change(history, 'c', 'two', 10);
  expect(undo(history).now).toBe('b');
  expect(undo(undo(history)).now).toBe('a');
  expect(undo(undo(undo(history))).now).toBe('a');
  expect(redo(undo(history)).now).toBe('c');
});

test('changes of one mark within a moment are one step of undo', () => {
  let history = change(begin(0), 1, 'quality', 0);
  history = change(history, 2, 'quality', 300);
  history = change(history, 3, 'quality', 900);
  expect(undo(history).now).toBe(0);
  expect(undo(change(history, 4, 'quality', 5000)).now).toBe(3);
});

test('a change after an undo drops what was undone', () => {
  const history = change(undo(change(begin('a'), 'b', 'one', 0)), 'c', 'two', 0);
  expect(redo(history).now).toBe('c');
});
