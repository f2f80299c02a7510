import type { Item } from '../../core/dataset/item';
import type { ReportItem } from '../../core/dataset/report';
import { onBeat } from './beat';
import type { Readable } from './store';

/** `labels`: a file of the dataset's labels, which a run's report counts as skipped. */
export type RowState = 'waiting' | 'labels' | 'running' | 'done' | 'failed' | 'skipped';

/** One item on the page. Replaced, never changed: the same object means the same picture on the screen. */
export interface Row {
  /** Its place among all rows, from 0; stays. */
  readonly id: number;
  readonly item: Item;
  readonly state: RowState;
  /** The source's size once something has read it. */
  readonly width: number | null;
  readonly height: number | null;
  /** What became of it in the last run. */
  readonly report: ReportItem | null;
}

/** Whether it may be an image as far as is known: nothing became of it that speaks against it. */
export function isUsable({ item, state }: Row): boolean {
  return item.trouble === null && (state === 'waiting' || state === 'running' || state === 'done');
}

/** `code:…` picks the rows that ended with this code, `check:…` those whose labels a check found wrong. */
export type Filter = 'all' | RowState | `code:${string}` | `check:${string}`;

export interface ItemsView {
  readonly version: number;
  readonly total: number;
  readonly totalBytes: number;
  readonly counts: Readonly<Record<RowState, number>>;
  readonly filter: Filter;
  /** Ids of the rows that the filter lets through, files of labels last; null where they are all, as they came. */
  readonly shown: readonly number[] | null;
  /** How many of these are not files of labels. */
  readonly images: number;
}

const noCounts: Record<RowState, number> = { waiting: 0, labels: 0, running: 0, done: 0, failed: 0, skipped: 0 };

/** All rows, outside React: a hundred thousand of them, told of at most once per beat. */
export class Items implements Readable<ItemsView> {
  #rows: Row[] = [];
  readonly #byPath = new Map<string, number>();
  #counts = { ...noCounts };
  #bytes = 0;
  #filter: Filter = 'all';
  /** Paths that a `check:…` filter lets through. */
  #only: ReadonlySet<string> = new Set();
  /** Paths of the files that hold labels. */
  #labelFiles: ReadonlySet<string> = new Set();
  #view: ItemsView = { version: 0, total: 0, totalBytes: 0, counts: noCounts, filter: 'all', shown: null, images: 0 };
  readonly #listeners = new Set<() => void>();
  readonly #tell = onBeat(() => this.#publish());

  get = (): ItemsView => this.#view;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  row(id: number): Row | undefined {
    return this.#rows[id];
  }

  /** The row at a place of the list as it is filtered. */
  at(index: number): Row | undefined {
    const { shown } = this.#view;
    return this.#rows[shown ? (shown[index] ?? -1) : index];
  }

  rows(): readonly Row[] {
    return this.#rows;
  }

  has(path: string): boolean {
    return this.#byPath.has(path);
  }

  add(items: readonly Item[]): void {
    for (const item of items) {
      const id = this.#rows.length;
      this.#rows.push({ id, item, state: 'waiting', width: null, height: null, report: null });
      this.#byPath.set(item.path, id);
      this.#counts.waiting++;
      this.#bytes += item.bytes;
    }
    this.#tell();
  }

  clear(): void {
    this.#rows = [];
    this.#byPath.clear();
    this.#counts = { ...noCounts };
    this.#bytes = 0;
    this.#filter = 'all';
    this.#labelFiles = new Set();
    this.#publish();
  }

  /** Says which of the files hold labels: they stand last, and wait for nothing. */
  labelled(files: ReadonlySet<string>): void {
    this.#labelFiles = files;
    for (const row of this.#rows) {
      const state = this.#before(row);
      if (row.report === null && row.state !== 'running' && row.state !== state) this.#replace({ ...row, state });
    }
    this.#publish();
  }

  measured(id: number, width: number, height: number): void {
    const row = this.#rows[id];
    if (row && row.width === null) this.#replace({ ...row, width, height });
  }

  started(path: string): void {
    const row = this.#of(path);
    if (row) this.#replace({ ...row, state: 'running' });
  }

  settled(report: ReportItem): void {
    const row = this.#of(report.path);
    if (!row) return;
    const { width, height } = report.width === null ? row : report;
    // A file of labels was not left aside: what it holds went with its images.
    const state = report.code === 'label-file' ? 'labels' : report.status;
    this.#replace({ ...row, state, width, height, report });
  }

  /** Sets rows back to waiting before a run takes them up. */
  wait(paths: ReadonlySet<string> | null): void {
    for (const row of this.#rows)
      if (paths === null || paths.has(row.item.path)) this.#replace({ ...row, state: this.#before(row), report: null });
    this.#publish();
  }

  /** @param only Paths, for `check:…`; without it those of the last one stay. */
  setFilter(filter: Filter, only = this.#only): void {
    this.#filter = filter;
    this.#only = only;
    this.#publish();
  }

  #of(path: string): Row | undefined {
    return this.#rows[this.#byPath.get(path) ?? -1];
  }

  /** What a row is before anything becomes of it. */
  #before({ item }: Row): 'waiting' | 'labels' {
    return this.#labelFiles.has(item.path) ? 'labels' : 'waiting';
  }

  #replace(row: Row): void {
    const before = this.#rows[row.id];
    if (before) this.#counts[before.state]--;
    this.#counts[row.state]++;
    this.#rows[row.id] = row;
    this.#tell();
  }

  #publish(): void {
    this.#view = {
      version: this.#view.version + 1,
      total: this.#rows.length,
      totalBytes: this.#bytes,
      counts: { ...this.#counts },
      filter: this.#filter,
      ...this.#shown(),
    };
    for (const listener of this.#listeners) listener();
  }

  #shown(): Pick<ItemsView, 'shown' | 'images'> {
    const isAll = this.#filter === 'all';
    if (isAll && this.#labelFiles.size === 0) return { shown: null, images: this.#rows.length };
    const images: number[] = [];
    const labels: number[] = [];
    for (const row of this.#rows) {
      if (!isAll && !passes(row, this.#filter, this.#only)) continue;
      (this.#labelFiles.has(row.item.path) ? labels : images).push(row.id);
    }
    return { shown: images.concat(labels), images: images.length };
  }
}

function passes(row: Row, filter: Filter, only: ReadonlySet<string>): boolean {
  if (filter.startsWith('check:')) return only.has(row.item.path);
  return filter.startsWith('code:') ? row.report?.code === filter.slice(5) : row.state === filter;
}

export const items = new Items();
