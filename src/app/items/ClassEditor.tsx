import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { LabelSummary } from '../../desk/label-api';
import { Button } from '../controls/Button';
import { Icon } from '../controls/Icon';
import { number } from '../format';
import { dropped, kept, moved, renamed, rowsOf, tableOf, type ShownClass } from '../state/class-rows';
import { recipeState, setClasses } from '../state/recipe';
import { asWritten, pressed, sortedClasses, sortKeys, type SortKey, type Sorting } from '../state/sorted-classes';
import { useStore } from '../state/store';

type Classes = LabelSummary['classes'];

export interface ClassEditorProps {
  readonly classes: Classes;
  /** How many images have labels. */
  readonly images: number;
}

/** The classes that are written: renamed, merged by giving one the name of another, dropped and ordered in the recipe. */
export function ClassEditor({ classes, images }: ClassEditorProps) {
  const { classes: table, otherClasses } = useStore(recipeState, (state) => state.draft.rest.labels);
  const [told, setTold] = useState('');
  const [sorting, setSorting] = useState(asWritten);
  const body = useRef<HTMLTableSectionElement>(null);
  /** What has the focus once the rows are drawn anew: the part of the row in which this class is. */
  const wanted = useRef<{ readonly from: string; readonly part: string } | null>(null);
  const found = classes.map(({ name }) => name);
  const rows = rowsOf(found, { classes: table, otherClasses });
  const counted = rows.map((row, at) => ({ ...row, row, at, ...countsOf(row, classes, images) }));
  const shown = sortedClasses(counted, sorting);

  useEffect(() => {
    const { from, part } = wanted.current ?? {};
    wanted.current = null;
    if (from === undefined) return;
    const at = shown.findIndex((row) => row.from.includes(from));
    const row = body.current?.rows[at];
    const own = row?.querySelector<HTMLElement>(`[data-part=${part}]:enabled`);
    (own ?? row?.querySelector<HTMLElement>(':enabled'))?.focus();
  });

  const change = (next: readonly ShownClass[], sentence: string) => {
    setClasses(tableOf(found, next, otherClasses));
    setTold(sentence);
  };
  const edits: RowEdits = {
    rename: (row, name) => {
      const other = rows.find((one) => one !== row && !one.isDropped && one.name === name);
      if (other) wanted.current = { from: other.from[0] ?? name, part: 'name' };
      change(
        renamed(rows, row, name),
        other ? `${row.name} is one class with ${name} now.` : `${row.name} is written as ${name}.`,
      );
    },
    drop: (row) => {
      wanted.current = { from: row.from[0] ?? row.name, part: 'drop' };
      if (row.isDropped) change(kept(rows, row), `${row.name} is kept.`);
      else change(dropped(rows, row), `${row.name} is dropped.`);
    },
    move: (row, by) => {
      wanted.current = { from: row.from[0] ?? row.name, part: by < 0 ? 'up' : 'down' };
      const next = moved(rows, row, by);
      if (next !== rows) change(next, `${row.name} is class ${next.indexOf(row) + 1} of ${written} now.`);
    },
  };
  const written = rows.filter(({ isDropped }) => !isDropped).length;
  return (
    <>
      <div className="class-table">
        <table className="numbers">
          <thead>
            <tr>
              {sortKeys.map((key) => (
                <SortHead key={key} of={key} sorting={sorting} onSort={setSorting} />
              ))}
              <th scope="col">
                <span className="unseen">Order and drop</span>
              </th>
            </tr>
          </thead>
          <tbody ref={body}>
            {shown.map(({ row, at, ...counts }) => (
              <Row
                key={row.from.join('\n')}
                row={row}
                at={at}
                counts={counts}
                isLast={at === written - 1}
                edits={edits}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="class-buttons">
        <Button
          look="quiet"
          onPress={() => (setClasses({ classes: [], otherClasses: 'drop' }), setTold('All classes are dropped.'))}
        >
          Drop all
        </Button>
        <Button
          look="quiet"
          isDisabled={table.length === 0 && otherClasses === 'keep'}
          onPress={() => (
            setClasses({ classes: [], otherClasses: 'keep' }),
            setTold('All classes are as they were read.')
          )}
        >
          As read
        </Button>
        <span>
          Written in the order of the first column, however the list is sorted. Give a class the name of another to
          merge them.
        </span>
      </div>
      <span className="unseen" role="status">
        {told}
      </span>
    </>
  );
}

interface RowEdits {
  readonly rename: (row: ShownClass, name: string) => void;
  readonly drop: (row: ShownClass) => void;
  readonly move: (row: ShownClass, by: -1 | 1) => void;
}

interface Counts {
  readonly labels: number;
  /** At most so many where classes are merged: an image may have several of them. */
  readonly images: number;
  readonly isMerged: boolean;
}

function countsOf({ from }: ShownClass, classes: Classes, images: number): Counts {
  const members = classes.filter((one) => from.includes(one.name));
  const sum = (of: 'labels' | 'images') => members.reduce((all, one) => all + one[of], 0);
  return { labels: sum('labels'), images: Math.min(images, sum('images')), isMerged: members.length > 1 };
}

const heads: Readonly<Record<SortKey, string>> = {
  order: 'Order',
  name: 'Written as',
  labels: 'Labels',
  images: 'Images',
};

interface SortHeadProps {
  readonly of: SortKey;
  readonly sorting: Sorting;
  readonly onSort: (sorting: Sorting) => void;
}

function SortHead({ of, sorting, onSort }: SortHeadProps) {
  const isBy = sorting.by === of;
  return (
    <th scope="col" aria-sort={isBy ? (sorting.isFalling ? 'descending' : 'ascending') : undefined}>
      <button type="button" className="class-sort" onClick={() => onSort(pressed(sorting, of))}>
        {heads[of]}
        {isBy && <Icon name={sorting.isFalling ? 'down' : 'up'} size={12} />}
      </button>
    </th>
  );
}

interface RowProps {
  readonly row: ShownClass;
  /** Its place in the order that is written. */
  readonly at: number;
  readonly counts: Counts;
  /** Of those that are written. */
  readonly isLast: boolean;
  readonly edits: RowEdits;
}

// Plain buttons: a thousand classes with a tooltip on each of three are slow to draw.
function Row({ row, at, counts, isLast, edits }: RowProps) {
  const { name, from, isDropped } = row;
  return (
    <tr data-dropped={isDropped || undefined}>
      <td>{isDropped ? '–' : number(at + 1)}</td>
      <th scope="row">
        {isDropped ? <s>{name}</s> : <NameInput name={name} from={from} onRename={(to) => edits.rename(row, to)} />}
        {(from.length > 1 || from[0] !== name) && <span className="class-from">from {from.join(', ')}</span>}
      </th>
      <td>{number(counts.labels)}</td>
      <td>{counts.isMerged ? `≤ ${number(counts.images)}` : number(counts.images)}</td>
      <td className="class-tools">
        <button
          type="button"
          data-part="up"
          aria-label={`Move ${name} up`}
          disabled={isDropped || at === 0}
          onClick={() => edits.move(row, -1)}
        >
          <Icon name="up" size={14} />
        </button>
        <button
          type="button"
          data-part="down"
          aria-label={`Move ${name} down`}
          disabled={isDropped || isLast}
          onClick={() => edits.move(row, 1)}
        >
          <Icon name="down" size={14} />
        </button>
        <button
          type="button"
          data-part="drop"
          aria-label={`${isDropped ? 'Keep' : 'Drop'} ${name}`}
          onClick={() => edits.drop(row)}
        >
          <Icon name={isDropped ? 'undo' : 'trash'} size={14} />
        </button>
      </td>
    </tr>
  );
}

interface NameInputProps {
  readonly name: string;
  readonly from: readonly string[];
  readonly onRename: (name: string) => void;
}

/** Commits on Enter and blur; Escape takes back what was typed. */
function NameInput({ name, from, onRename }: NameInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    setTyped(null);
    const next = typed?.trim() ?? '';
    if (next !== '' && next !== name) onRename(next);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape') setTyped(null);
  };
  return (
    <input
      data-part="name"
      aria-label={`Name of ${from.join(', ')}`}
      spellCheck={false}
      autoComplete="off"
      value={typed ?? name}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={commit}
      onKeyDown={keys}
    />
  );
}
