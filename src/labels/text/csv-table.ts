import { csvDelimiter, csvFirstLine, csvRows } from './csv';
import { decimalPoints } from './decimal-commas';
import { quoted } from './text';

export interface TableRow {
  readonly line: number;
  /** By the names of the head, in its order. */
  readonly cells: ReadonlyMap<string, string>;
}

export interface Table {
  /** Its first line, as it stands. */
  readonly head: string;
  readonly names: readonly string[];
  readonly rows: readonly TableRow[];
  /** Rows of another length than the head's. */
  readonly wrong: readonly { readonly line: number; readonly detail: string }[];
}

/**
 * A CSV text whose first row names its columns; without spaces around cells, but for those in quotes.
 * @param isNumber Of a column's name, whether its cells are numbers: a decimal comma in one becomes a point.
 */
export function tableOf(text: string, isNumber: (name: string) => boolean = () => false): Table {
  const [head, ...rows] = csvRows(text, { trimmed: true });
  const names = head?.cells ?? [];
  const good = rows.filter(({ cells }) => cells.length === names.length);
  const bad = rows.filter(({ cells }) => cells.length !== names.length);
  const areNumbers = names.map(isNumber);
  const pointed = decimalPoints(csvDelimiter(text), cellsOf(good, areNumbers));
  const cellAt = (cells: readonly string[], at: number) => {
    const cell = cells[at] ?? '';
    return areNumbers[at] ? pointed(cell) : cell;
  };
  return {
    head: csvFirstLine(text),
    names,
    rows: good.map(({ line, cells }) => ({
      line,
      cells: new Map(names.map((name, at) => [name, cellAt(cells, at)])),
    })),
    wrong: bad.map(({ line, cells }) => ({
      line,
      detail: `Expected ${names.length} cells, received ${cells.length}.`,
    })),
  };
}

function* cellsOf(
  rows: readonly { readonly cells: readonly string[] }[],
  isMeant: readonly boolean[],
): Generator<string, void, undefined> {
  for (const { cells } of rows) for (const [at, cell] of cells.entries()) if (isMeant[at]) yield cell;
}

/** What is wrong with the head of a table that lacks one of these columns, as a sentence; null for nothing. */
export function wantsColumns(
  columns: readonly string[],
  { names, head }: Pick<Table, 'names' | 'head'>,
): string | null {
  if (columns.every((name) => names.includes(name))) return null;
  return `Expected a first line with the ${columns.length === 1 ? 'column' : 'columns'} ${columns.join(', ')}, received ${quoted(head)}.`;
}

/** For a sentence. */
export function wantsNumber(name: string, text: string): string {
  return `Expected ${name} to be a number, received ${quoted(text)}.`;
}
