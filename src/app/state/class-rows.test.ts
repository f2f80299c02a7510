import { expect, it } from 'vitest';
import { reclassed, type ClassTable } from '../../core/dataset/class-table';
import { classOf } from '../../core/dataset/label-set';
import { random } from '../../core/random';
import { dropped, kept, moved, renamed, rowsOf, tableOf, type ShownClass } from './class-rows';

const found = ['cat', 'dog', 'background', 'car', 'bus'];
const plain: ClassTable = { classes: [], otherClasses: 'keep' };
const rowNamed = (rows: readonly ShownClass[], name: string) => rows.find((row) => row.name === name)!;
const edited = (change: (rows: readonly ShownClass[]) => readonly ShownClass[], table = plain) =>
  tableOf(found, change(rowsOf(found, table)), table.otherClasses);

it.each<[string, ClassTable, object[]]>([
  ['no change is an empty table', edited((rows) => rows), []],
  [
    'a rename names what comes before it and no more',
    edited((rows) => renamed(rows, rowNamed(rows, 'dog'), 'hound')),
    [{ name: 'cat' }, { name: 'hound', from: ['dog'] }],
  ],
  [
    'a rename to a name that is there merges',
    edited((rows) => renamed(rows, rowNamed(rows, 'dog'), 'cat')),
    [{ name: 'cat', from: ['cat', 'dog'] }],
  ],
  ['a drop is one row', edited((rows) => dropped(rows, rowNamed(rows, 'car'))), [{ name: null, from: ['car'] }]],
  ['a move up', edited((rows) => moved(rows, rowNamed(rows, 'dog'), -1)), [{ name: 'dog' }]],
  ['the first one stays where it is', edited((rows) => moved(rows, rowNamed(rows, 'cat'), -1)), []],
])('%s', (_, table, classes) => {
  expect(table).toEqual({ classes, otherClasses: 'keep' });
});

it('where others are dropped, only what is chosen is named, and a class that is chosen again follows the others', () => {
  const none: ClassTable = { classes: [], otherClasses: 'drop' };
  expect(rowsOf(found, none).map(({ name, isDropped }) => [name, isDropped])).toEqual([
    ['background', false],
    ['cat', true],
    ['dog', true],
    ['car', true],
    ['bus', true],
  ]);
  expect(edited((rows) => kept(rows, rowNamed(rows, 'car')), none).classes).toEqual([
    { name: 'background' },
    { name: 'car' },
  ]);
});

it('names of a recipe that these labels do not have stay in it', () => {
  const table: ClassTable = { classes: [{ name: 'pet', from: ['cat', 'hamster'] }, { name: 'tree' }], otherClasses: 'keep' }; // prettier-ignore
  expect(edited((rows) => dropped(rows, rowNamed(rows, 'bus')), table).classes).toEqual([
    ...table.classes,
    { name: null, from: ['bus'] },
  ]);
});

it('the rows are what the job makes of the table, after any edits', () => {
  const draws = random(9, 'classes');
  const pick = <T>(list: readonly T[]) => list[Math.floor(draws.next() * list.length)]!;
  const classes = found.map((name, at) => classOf(at, name));
  for (let round = 0; round < 300; round++) {
    const otherClasses = pick(['keep', 'drop'] as const);
    let table: ClassTable = { classes: [], otherClasses };
    for (let edit = 0; edit < 6; edit++) {
      const rows = rowsOf(found, table);
      const row = pick(rows);
      const changed = pick([
        () => (row.isDropped ? kept(rows, row) : dropped(rows, row)),
        () => (row.isDropped ? rows : renamed(rows, row, pick([...found, 'new']))),
        () => moved(rows, row, pick([-1, 1] as const)),
      ])();
      table = tableOf(found, changed, otherClasses);
      const made = reclassed(classes, table);
      const written = changed.filter(({ isDropped }) => !isDropped);
      expect(made.classes.map(({ name }) => name)).toEqual(written.map(({ name }) => name));
      expect(made.missing).toEqual([]);
      found.forEach((name, at) => {
        const place = written.findIndex(({ from }) => from.includes(name));
        expect(made.map[at]).toBe(place < 0 ? null : place);
      });
    }
  }
});
