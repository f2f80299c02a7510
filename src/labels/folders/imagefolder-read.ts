import type { Json } from '../../core/dataset/json';
import { classOf, type LabelSet } from '../../core/dataset/label-set';
import { labelOf } from '../../core/dataset/labels';
import { partsOf } from '../../core/dataset/paths';
import { boundedJson, tooDeep } from '../text/bounded-json';
import { FileClasses } from '../file-classes';
import { csvFirstLine, csvRows } from '../text/csv';
import { wantsColumns } from '../text/csv-table';
import type { LabelFile, ReadInput } from '../format';
import { markedJson, digitsOf } from '../text/exact-json';
import { isRecord, numbersIn, shownJson } from '../text/json-values';
import { SetReading } from '../set-reading';
import { splitOf } from '../splits';
import { linesOf, textOf } from '../text/text';
import type { Troubles } from '../troubles';

export const imagefolderId = 'imagefolder';
export const isMetadata = (path: string) => /(?:^|\/)metadata\.(?:jsonl|csv)$/i.test(path);

interface Row {
  readonly where: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Reads Hugging Face's imagefolder: a row for each image in `metadata.jsonl` or `metadata.csv`; boxes as `objects`, a class as `label`. */
export async function readImagefolder({ files, images, progress }: ReadInput): Promise<LabelSet> {
  const reading = new SetReading(imagefolderId);
  const { book, store, troubles } = reading;
  for (const [number, file] of files.entries()) {
    progress?.(number / files.length);
    const classes = new FileClasses(book, file.path, troubles);
    const classIn = (label: string | number) => {
      const id = numberIn(label);
      return id === null ? book.named(String(label)) : classes.declare(classOf(id, String(id)));
    };
    const wrong = (code: Parameters<Troubles['add']>[0], where: string, detail: string) =>
      troubles.add(code, file.path, where, detail);
    for (const { where, value } of rowsOf(textOf(await file.read()), file, wrong)) {
      const name = value['file_name'];
      if (typeof name !== 'string' || name === '') {
        wrong('missing-value', where, `Expected a file_name, received ${shownJson(name)}.`);
        continue;
      }
      const image = images.named(name, file.path);
      if (image === null) {
        wrong('unknown-image', where, `Expected an image ${shownJson(name)} among the files.`);
        continue;
      }
      const split = splitOf(partsOf(image).dir) ?? splitOf(file.path);
      store.open(image, { unit: 'px', stated: null, split, kept: { format: imagefolderId, value: value as Json } });
      const { objects } = value;
      // A cell of nothing is how a table says that there is no class.
      const label = value['label'] === '' && /\.csv$/i.test(file.path) ? null : digitsOf(value['label']);
      if (typeof label === 'string' || typeof label === 'number') store.addClass(image, classIn(label));
      else if (label !== undefined && label !== null)
        wrong('bad-value', `${where}.label`, `Expected a class, received ${shownJson(label)}.`);
      if (objects === undefined || objects === null) continue;
      for (const { at, category } of objectsIn(objects, (key, detail) =>
        wrong('bad-value', `${where}.objects${key}`, detail),
      ))
        store.add(image, labelOf(classIn(category), [{ kind: 'box', at }]));
    }
  }
  const isCsv = files.every(({ path }) => /\.csv$/i.test(path));
  return reading.set(files, { kept: { format: imagefolderId, value: { csv: isCsv } } });
}

/** A number is the class of that number, a text that of its name: null. */
function numberIn(label: string | number): number | null {
  if (typeof label === 'string' && !/^\d{1,9}$/.test(label)) return null;
  const id = Number(label);
  return Number.isSafeInteger(id) && id >= 0 ? id : null;
}

function* rowsOf(
  text: string,
  { path }: LabelFile,
  wrong: (code: 'bad-syntax' | 'wrong-count' | 'missing-value', where: string, detail: string) => void,
): Generator<Row, void, undefined> {
  if (/\.csv$/i.test(path)) {
    const [{ cells: names } = { cells: [] }, ...rows] = csvRows(text);
    const damage = wantsColumns(['file_name'], { names, head: csvFirstLine(text) });
    if (damage !== null) return wrong('missing-value', 'line 1', damage);
    for (const { line, cells } of rows) {
      if (cells.length !== names.length)
        wrong('wrong-count', `line ${line}`, `Expected ${names.length} cells, received ${cells.length}.`);
      else yield { where: `line ${line}`, value: Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])) };
    }
    return;
  }
  for (const { number, line } of linesOf(text)) {
    let value: unknown;
    try {
      value = boundedJson(markedJson(line));
    } catch (error) {
      const isDeep = (error as Error).message === tooDeep;
      const what = isDeep ? tooDeep : `Expected an object in JSON, received ${shownJson(line)}.`;
      wrong('bad-syntax', `line ${number}`, what);
      continue;
    }
    if (isRecord(value)) yield { where: `line ${number}`, value };
    else wrong('bad-syntax', `line ${number}`, `Expected an object in JSON, received ${shownJson(value)}.`);
  }
}

interface ObjectRow {
  readonly at: Float64Array;
  readonly category: string | number;
}

/** `bbox`: x, y, width and height of each; `categories` or `category`: their classes. */
function* objectsIn(
  objects: unknown,
  wrong: (key: string, detail: string) => void,
): Generator<ObjectRow, void, undefined> {
  const { bbox, categories, category } = isRecord(objects) ? objects : {};
  const classes = categories ?? category;
  if (!Array.isArray(bbox) || !Array.isArray(classes) || bbox.length !== classes.length)
    return wrong('', `Expected as many categories as boxes, received ${shownJson(objects)}.`);
  for (const [index, box] of (bbox as unknown[]).entries()) {
    const numbers = numbersIn(box);
    const [x = 0, y = 0, width = 0, height = 0] = numbers ?? [];
    const one = digitsOf(classes[index] as unknown);
    if (numbers?.length !== 4) wrong(`.bbox[${index}]`, `Expected four numbers, received ${shownJson(box)}.`);
    else if (typeof one !== 'string' && typeof one !== 'number')
      wrong(`.categories[${index}]`, `Expected a class, received ${shownJson(one)}.`);
    else yield { at: Float64Array.of(x, y, x + width, y + height), category: one };
  }
}
