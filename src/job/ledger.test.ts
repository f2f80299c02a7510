import { expect, test } from 'vitest';
import type { ReportItem } from '../core/dataset/report';
import { cancelled, untold } from './create-crew';
import { Ledger, type Stored } from './ledger';
import { KeptSink } from './testing/a-job';
import { workedOf } from './testing/hand-crew';

const done = workedOf(new ArrayBuffer(7));

function stored(id: string, suffix = ''): Stored {
  return { id, bytes: 7, width: 2, height: 1, extension: 'png', suffix };
}

function ledger(taken: string[] = []) {
  const sink = new KeptSink();
  const renamed: ReportItem[] = [];
  return {
    sink,
    renamed,
    book: new Ledger({ template: '{dir}/{stem}{suffix}.{ext}', taken }, sink, (row) => renamed.push(row)),
  };
}

test('gives the counter to the later in the source’s order, whichever settles first', () => {
  const { book, sink, renamed } = ledger();
  const [jpg, webp] = [book.open('a/x.jpg'), book.open('a/x.webp')];
  book.settle(webp, done, [stored('second')]);
  expect([...sink.names]).toEqual([]);
  book.settle(jpg, done, [stored('first')]);
  expect([...sink.names]).toEqual([
    ['a/x.png', 'first'],
    ['a/x (2).png', 'second'],
  ]);
  expect(renamed.map(({ path }) => path)).toEqual(['a/x.webp']);
  expect(book.rows()[1]).toMatchObject({
    outputs: [{ path: 'a/x (2).png' }],
    notes: [{ code: 'renamed', detail: 'Another output is named a/x.png, so this one is a/x (2).png.' }],
  });
});

test('keeps clear of names that a former run has given', () => {
  const { book, sink } = ledger(['a/x.png']);
  book.settle(book.open('a/x.jpg'), done, [stored('again')]);
  expect([...sink.names.keys()]).toEqual(['a/x (2).png']);
});

test('names every member of a fan-out', () => {
  const { book, sink } = ledger();
  book.settle(book.open('x.jpg'), done, [stored('0', '-t0'), stored('1', '-t1')]);
  expect([...sink.names.keys()]).toEqual(['x-t0.png', 'x-t1.png']);
});

test('holds no name back for an item that made nothing', () => {
  const { book, sink } = ledger();
  const [first, second] = [book.open('x.jpg'), book.open('x.webp')];
  book.settle(first, untold(cancelled()), []);
  book.settle(second, done, [stored('second')]);
  expect([...sink.names.keys()]).toEqual(['x.png']);
  expect(book.rows().map(({ status, code }) => [status, code])).toEqual([
    ['skipped', 'cancelled'],
    ['done', null],
  ]);
});

test('refuses a second outcome for one item', () => {
  const { book } = ledger();
  const place = book.open('x.jpg');
  book.settle(place, done, []);
  expect(() => book.settle(place, done, [])).toThrow('Expected item 0 to settle once.');
  expect(() => book.settle(1, done, [])).toThrow('Expected item 1 to settle once.');
});

test('gives out no rows while one is missing', () => {
  const { book } = ledger();
  book.open('x.jpg');
  expect(() => book.rows()).toThrow('Expected x.jpg to have settled.');
});
