import type { Json } from '../../core/dataset/json';
import { labelOf, type Label } from '../../core/dataset/labels';
import { partsOf } from '../../core/dataset/paths';
import { boundedJson } from '../text/bounded-json';
import { csvHead } from '../text/csv';
import { tableOf, wantsColumns } from '../text/csv-table';
import type { LabelFile, ReadInput } from '../format';
import { jsonOrTrouble } from '../text/json-file';
import { isRecord, shownJson } from '../text/json-values';
import { SetReading } from '../set-reading';
import { splitOf, splitOfImage } from '../splits';
import { textOf } from '../text/text';
import { viaShapeIn } from './via-shapes';

export const viaId = 'via';

const neededColumns = ['filename', 'region_shape_attributes'] as const;
/** Columns of its CSV. */
export const viaColumns = [
  ...neededColumns,
  ...['file_size', 'file_attributes', 'region_count', 'region_id', 'region_attributes'],
] as const;

/** What VIA's regions say of their class has no fixed name; these are looked for first, in this order. */
const usualNames = ['class', 'label', 'name', 'category', 'type', 'object'];
/** The class of regions that say nothing: a set of one class needs no attribute. */
const nameless = 'object';

/** What is kept of a region. */
export interface KeptRegion {
  readonly region: Readonly<Record<string, unknown>>;
  /** The attribute that is the class; null where there is none. */
  readonly key: string | null;
}

interface Entry {
  readonly name: unknown;
  readonly where: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly regions: readonly { readonly where: string; readonly region: unknown }[];
}

/** Reads projects of VIA 2 and its exports of regions, in JSON and CSV. */
export async function readVia({ files, images, progress }: ReadInput) {
  const reading = new SetReading(viaId);
  const { book, store, troubles } = reading;
  for (const [number, file] of files.entries()) {
    progress?.(number / files.length);
    const entries = /\.csv$/i.test(file.path) ? await rowsIn(file, reading) : await entriesIn(file, reading);
    const key = classKey(entries);
    for (const { name, where, facts, regions } of entries) {
      const image = typeof name === 'string' ? images.named(name, file.path) : null;
      if (image === null) {
        const detail = `Expected an image ${shownJson(name)} among the files.`;
        troubles.add('unknown-image', file.path, where, detail);
        continue;
      }
      const kept = { format: viaId, value: facts as Json };
      store.open(image, {
        unit: 'px',
        stated: null,
        split: splitOfImage(image) ?? splitOf(partsOf(file.path).dir),
        kept,
      });
      for (const { region, where: at } of regions) {
        const label = labelIn(region, key, (className) => book.named(className));
        if (typeof label === 'string') troubles.add('bad-value', file.path, at, label);
        else store.add(image, label);
      }
    }
  }
  return reading.set(files);
}

/** Of a project or of an export: images by their name and size in bytes. */
async function entriesIn(file: LabelFile, { troubles }: SetReading): Promise<Entry[]> {
  const json = await jsonOrTrouble(file, troubles);
  if (!json) return [];
  const top = isRecord(json.top) ? (json.top['_via_img_metadata'] ?? json.top) : json.top;
  if (!isRecord(top)) {
    troubles.add('bad-value', file.path, '', `Expected images by their names, received ${shownJson(top)}.`);
    return [];
  }
  return Object.entries(top).flatMap(([id, value]): Entry[] => {
    const { regions, filename: name, ...facts } = isRecord(value) ? value : {};
    // Version 1 numbers them in an object.
    if (typeof regions === 'object' && regions !== null) {
      const list = Object.entries(regions).map(([at, region]) => ({ region, where: `${id}.regions[${at}]` }));
      return [{ name, where: id, facts, regions: list }];
    }
    troubles.add('missing-value', file.path, id, `Expected an image with its regions, received ${shownJson(value)}.`);
    return [];
  });
}

/** A row for each region, one without a shape for an image without regions. Version 1 begins its head with `#`. */
async function rowsIn(file: LabelFile, { troubles }: SetReading): Promise<Entry[]> {
  const table = tableOf(textOf(await file.read()).replace(/^#\s*(?=filename)/, ''));
  const damage = wantsColumns(neededColumns, table);
  if (damage !== null) {
    troubles.add('missing-value', file.path, 'line 1', damage);
    return [];
  }
  const { rows, wrong } = table;
  for (const { line, detail } of wrong) troubles.add('wrong-count', file.path, `line ${line}`, detail);
  return rows.flatMap(({ line, cells }): Entry[] => {
    const where = `line ${line}`;
    const cell = (name: string) => recordIn(cells.get(name) ?? '{}');
    const parts = { shape_attributes: cell('region_shape_attributes'), region_attributes: cell('region_attributes') };
    const facts = { file_attributes: cell('file_attributes') ?? {} };
    if (!parts.shape_attributes || !parts.region_attributes) {
      troubles.add(
        'bad-syntax',
        file.path,
        where,
        'Expected objects of JSON for the region’s attributes, received none.',
      );
      return [];
    }
    const isRegion = Object.keys(parts.shape_attributes).length > 0;
    return [{ name: cells.get('filename'), where, facts, regions: isRegion ? [{ region: parts, where }] : [] }];
  });
}

function recordIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = boundedJson(text);
    return isRecord(value) ? value : null;
  } catch {
    // Told by the row.
    return null;
  }
}

export function isViaCsv(head: string): boolean {
  return csvHead(head).includes('region_shape_attributes');
}

/** The attribute that names classes: one of the usual names, else the only one that regions have; null for none. */
function classKey(entries: readonly Entry[]): string | null {
  const names = new Set<string>();
  for (const { regions } of entries)
    for (const { region } of regions)
      for (const [name, value] of Object.entries(attributesIn(region))) if (wordOf(value) !== null) names.add(name);
  const usual = usualNames.flatMap((name) => [...names].filter((one) => one.toLowerCase() === name));
  return usual[0] ?? (names.size === 1 ? ([...names][0] ?? null) : null);
}

function attributesIn(region: unknown): Readonly<Record<string, unknown>> {
  const attributes = isRecord(region) ? region['region_attributes'] : null;
  return isRecord(attributes) ? attributes : {};
}

/** A text or a choice of one: boxes to tick are an object of what is ticked. */
function wordOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value;
  const [ticked, ...more] = isRecord(value) ? Object.keys(value).filter((name) => value[name] === true) : [];
  return ticked !== undefined && more.length === 0 ? ticked : null;
}

function labelIn(region: unknown, key: string | null, classOf: (name: string) => number): Label | string {
  const attributes = attributesIn(region);
  const shape = viaShapeIn(isRecord(region) ? region['shape_attributes'] : null);
  if (typeof shape === 'string') return shape;
  const rest = Object.entries(attributes).filter(([name]) => name !== key) as [string, Json][];
  const name = key === null || !Object.hasOwn(attributes, key) ? null : wordOf(attributes[key]);
  return labelOf(classOf(name ?? nameless), [shape], {
    attributes: rest.length > 0 ? new Map(rest) : null,
    kept: { format: viaId, value: { region, key } as unknown as Json }, // All of it was JSON.
  });
}
