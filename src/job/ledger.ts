import { Namer, wishedPath, type NamingRules } from '../core/dataset/naming';
import type { Encoded, Worked } from '../core/dataset/outcome';
import type { ReportItem } from '../core/dataset/report';
import type { Sink } from '../sinks/sink';

/** An output that is stored: small, so that a hundred thousand of them may wait for a name. */
export interface Stored extends Omit<Encoded, 'bytes' | 'format' | 'labels'> {
  readonly id: string;
  readonly bytes: number;
}

interface Entry {
  readonly path: string;
  row: ReportItem | null;
  stored: readonly Stored[];
}

/** One row for every item, in the source's order; names are given in that order too, as soon as all before are known. */
export class Ledger {
  readonly #entries: Entry[] = [];
  readonly #template: string;
  readonly #namer: Namer;
  readonly #sink: Pick<Sink, 'name'>;
  readonly #onNamed: (row: ReportItem) => void;
  /** Entries before this one have their names. */
  #named = 0;

  constructor(
    { template, ...rules }: NamingRules & { readonly template: string },
    sink: Pick<Sink, 'name'>,
    onNamed: (row: ReportItem) => void,
  ) {
    this.#template = template;
    this.#namer = new Namer(template, rules);
    this.#sink = sink;
    this.#onNamed = onNamed;
  }

  get size(): number {
    return this.#entries.length;
  }

  /** Takes an item in. @returns its place. */
  open(path: string): number {
    return this.#entries.push({ path, row: null, stored: [] }) - 1;
  }

  /** What became of the item at `place`: exactly once. @returns its row, with the names that its outputs would like. */
  settle(place: number, worked: Worked, stored: readonly Stored[]): ReportItem {
    const entry = this.#entries[place];
    if (!entry || entry.row) throw new Error(`Expected item ${place} to settle once.`);
    const { decoder, reader, engine, writer, width, height, ms, notes } = worked;
    const isDone = worked.status === 'done';
    entry.stored = stored;
    entry.row = {
      path: entry.path,
      status: worked.status,
      code: isDone ? null : worked.code,
      detail: isDone ? null : worked.detail,
      ...{ decoder, reader, engine, writer, width, height, ms, notes: [...notes] },
      outputs: stored.map((one) => outputOf(one, wishedPath(this.#template, entry.path, one))),
    };
    const { row } = entry;
    this.#nameOn();
    return row;
  }

  /** @throws Error while an item has not settled. */
  rows(): ReportItem[] {
    return this.#entries.map(({ path, row }) => {
      if (!row) throw new Error(`Expected ${path} to have settled.`);
      return row;
    });
  }

  #nameOn(): void {
    for (let entry = this.#entries[this.#named]; entry?.row; entry = this.#entries[++this.#named]) {
      const { path, row, stored } = entry;
      const named = stored.map((one) => ({ one, ...this.#namer.name(path, one) }));
      for (const { one, path: name } of named) this.#sink.name(one.id, name);
      entry.stored = [];
      const notes = named.flatMap(({ note }) => note ?? []);
      if (notes.length === 0) continue;
      const outputs = named.map(({ one, path: name }) => outputOf(one, name));
      entry.row = { ...row, outputs, notes: [...row.notes, ...notes] };
      this.#onNamed(entry.row);
    }
  }
}

function outputOf({ width, height, bytes }: Stored, path: string): ReportItem['outputs'][number] {
  return { path, width, height, bytes };
}
