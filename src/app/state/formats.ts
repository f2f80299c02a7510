import type { Item } from '../../core/dataset/item';
import type { ImageFormat } from '../../core/header/header';
import type { Part } from '../../core/header/loaded-for';
import { isolationHere } from '../../pwa/isolation';
import { onBeat } from './beat';
import { kindOf, type Readable, type Unreadable } from './kind-of';
import { Store } from './store';

/** What the files that were brought are, by their content. */
export interface FormatsFound {
  /** Files of each format that is read here. */
  readonly counts: ReadonlyMap<ImageFormat, number>;
  /** What has to be loaded for some of them, and of which formats these are. */
  readonly parts: ReadonlyMap<Part, ReadonlySet<ImageFormat>>;
  /** Images that will not be read; files that are no images, labels among them, are not counted. */
  readonly unreadable: readonly Unreadable[];
}

const nothing: FormatsFound = { counts: new Map(), parts: new Map(), unreadable: [] };
export const formatsFound = new Store<FormatsFound>(nothing);

/** `image` where all of so many files are known to be images, else `file`: labels lie among them. */
export function wordFor(total: number, { counts }: FormatsFound): 'image' | 'file' {
  return [...counts.values()].reduce((sum, many) => sum + many, 0) === total ? 'image' : 'file';
}

const atOnce = 4;
/** Entries of archives that are looked into: one or two milliseconds each, some ten for a TIFF of 250 kB. Of the others the name has to do. */
const mostUnpacked = 2000;
const isolation = isolationHere();
/** Labels come by the thousand, and are counted nowhere. */
const labelNames = /\.(?:txt|xml|jsonl?|csv|ya?ml)$/i;

let counts = new Map<ImageFormat, number>();
let parts = new Map<Part, Set<ImageFormat>>();
let unreadable: Unreadable[] = [];
let ahead: Item[] = [];
let looking = 0;
let unpacked = 0;

const tell = onBeat(() =>
  formatsFound.set({ counts: new Map(counts), parts: new Map(parts), unreadable: [...unreadable] }),
);

/** Looks at the beginnings of files, a few at a time, while the page goes on. */
export function lookAt(items: readonly Item[]): void {
  ahead.push(...items);
  for (; looking < atOnce && looking < ahead.length; looking++) void lookOn(ahead).finally(() => looking--);
}

export function forgetFormats(): void {
  ahead = [];
  unpacked = 0;
  counts = new Map();
  parts = new Map();
  unreadable = [];
  formatsFound.set(nothing);
}

async function lookOn(mine: Item[]): Promise<void> {
  for (let item = mine.shift(); item; item = mine.shift()) {
    const told = await kindOf(item, { isolation, unpacks: mayUnpack(item) });
    // Cleared meanwhile.
    if (mine !== ahead) return;
    if (told === null) continue;
    if ('why' in told) unreadable.push(told);
    else countIn(told);
    tell();
  }
}

function mayUnpack({ head, path }: Item): boolean {
  return head !== undefined && !labelNames.test(path) && unpacked++ < mostUnpacked;
}

function countIn({ format, part }: Readable): void {
  counts.set(format, (counts.get(format) ?? 0) + 1);
  if (part !== null) parts.set(part, new Set(parts.get(part)).add(format));
}
