import { csvFirstLine, csvRows } from './csv';
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

/** A CSV text whose first row names its columns; without spaces around cells, but for those in quotes. */
export function tableOf(text: string): Table {
  const [head, ...rows] = csvRows(text, { trimmed: true });
  const names = head?.cells ?? [];
  const good = rows.filter(({ cells }) => cells.length === names.length);
  const bad = rows.filter(({ cells }) => cells.length !== names.length);
  return {
    head: csvFirstLine(text),
    names,
    rows: good.map(({ line, cells }) => ({
      line,
      cells: new Map(names.map((name, at) => [name, cells[at] ?? ''])),
    })),
    wrong: bad.map(({ line, cells }) => ({
      line,
      detail: `Expected ${names.length} cells, received ${cells.length}.`,
    })),
  };
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
