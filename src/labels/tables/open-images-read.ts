import { classOf } from '../../core/dataset/label-set';
import { labelOf, type Flag } from '../../core/dataset/labels';
import { csvRows } from '../text/csv';
import { tableOf, wantsColumns, wantsNumber, type TableRow } from '../text/csv-table';
import type { ReadInput } from '../format';
import { SetReading } from '../set-reading';
import { meantBy, saidSplit } from './open-images-place';
import { splitOf, splitOfImage } from '../splits';
import { numberOf, quoted, textOf } from '../text/text';

export const openImagesId = 'open-images';

/** Columns that say that a file is one of the format's: of boxes, and of labels of whole images. */
const sideColumns = ['XMin', 'XMax', 'YMin', 'YMax'] as const;
export const boxColumns = ['ImageID', 'LabelName', ...sideColumns] as const;
export const imageColumns = ['ImageID', 'LabelName', 'Confidence'] as const;
export const isDescriptions = (path: string) => /(?:^|\/)[^/]*class-descriptions[^/]*\.csv$/i.test(path);

/** Sides, confidence, and where somebody clicked on them, as `XClick1Y`. */
const isNumber = (column: string) => /^(?:[XY]M(?:in|ax)|Confidence|XClick\d[XY])$/.test(column);

/** Attributes of boxes that are flags of ours. */
export const openImagesFlags: readonly (readonly [column: string, flag: Flag])[] = [
  ['IsOccluded', 'occluded'],
  ['IsTruncated', 'truncated'],
  ['IsGroupOf', 'crowd'],
];
export const openImagesAttributes = ['IsDepiction', 'IsInside'] as const;

/** Reads boxes, in fractions of the image, and classes of whole images; their names from `class-descriptions`. */
export async function readOpenImages({ files, images, progress }: ReadInput) {
  const reading = new SetReading(openImagesId);
  const { book, store, troubles } = reading;
  const classes = new Map<string, number>();
  const named = (id: string, name = id) => {
    const known = classes.get(id);
    if (known !== undefined) return known;
    const index = book.add(classOf(book.size, name, { kept: { format: openImagesId, value: id } }));
    classes.set(id, index);
    return index;
  };
  for (const file of files.filter(({ path }) => isDescriptions(path)))
    for (const { cells } of csvRows(textOf(await file.read()))) {
      const [id = '', name = ''] = cells;
      // Version 6 has a head, the versions before have none.
      if (id !== 'LabelName' && id !== '') named(id, name);
    }
  const tables = files.filter(({ path }) => !isDescriptions(path));
  for (const [number, file] of tables.entries()) {
    progress?.(number / tables.length);
    const table = tableOf(textOf(await file.read()), isNumber);
    const { names, rows, wrong } = table;
    const hasBoxes = sideColumns.some((side) => names.includes(side)) || !names.includes('Confidence');
    const damage = wantsColumns(hasBoxes ? boxColumns : imageColumns, table);
    if (damage !== null) {
      troubles.add('missing-value', file.path, 'line 1', damage);
      continue;
    }
    for (const { line, detail } of wrong) troubles.add('wrong-count', file.path, `line ${line}`, detail);
    const said = splitOf(saidSplit(file.path) ?? '');
    for (const row of rows) {
      const id = row.cells.get('ImageID') ?? '';
      const { image } = meantBy(id, file.path, images);
      if (image === null) {
        troubles.add(
          'unknown-image',
          file.path,
          `line ${row.line}`,
          `Expected an image ${quoted(id)} among the files.`,
        );
        continue;
      }
      const split = said ?? splitOfImage(image) ?? splitOf(file.path);
      store.open(image, { unit: 'fraction', stated: null, split, kept: null });
      const name = row.cells.get('LabelName') ?? '';
      // Of whole images, 0 says that somebody looked and there was none.
      if (!hasBoxes && Number(row.cells.get('Confidence')) === 0) continue;
      if (!hasBoxes) {
        store.addClass(image, named(name));
        continue;
      }
      const label = labelIn(row, named(name));
      if (typeof label === 'string') troubles.add('bad-value', file.path, `line ${row.line}`, label);
      else store.add(image, label);
    }
  }
  return reading.set(files);
}

function labelIn({ cells }: TableRow, classIndex: number) {
  const sides = (['XMin', 'YMin', 'XMax', 'YMax'] as const).map((side) => [side, cells.get(side) ?? ''] as const);
  const bad = sides.find(([, text]) => numberOf(text) === null);
  if (bad) return wantsNumber(...bad);
  const at = Float64Array.from(sides, ([, text]) => numberOf(text) ?? 0);
  const score = numberOf(cells.get('Confidence') ?? '');
  const isSet = (column: string) => cells.get(column) === '1';
  const set = openImagesAttributes.filter(isSet).map((name) => [name, true] as const);
  return labelOf(classIndex, [{ kind: 'box', at }], {
    flags: openImagesFlags.filter(([column]) => isSet(column)).map(([, flag]) => flag),
    // People's boxes all have 1.
    score: score === 1 ? null : score,
    attributes: set.length > 0 ? new Map(set) : null,
    kept: { format: openImagesId, value: Object.fromEntries(cells) },
  });
}
