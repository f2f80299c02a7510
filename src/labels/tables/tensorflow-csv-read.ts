import { labelOf } from '../../core/dataset/labels';
import { tableOf, wantsColumns, wantsNumber } from '../text/csv-table';
import type { ReadInput } from '../format';
import { SetReading } from '../set-reading';
import { splitOf, splitOfImage } from '../splits';
import { numberOf, quoted, textOf } from '../text/text';

export const tensorflowCsvId = 'tensorflow-csv';

/** Columns of the format; others go back as they were. */
export const tensorflowColumns = ['filename', 'width', 'height', 'class', 'xmin', 'ymin', 'xmax', 'ymax'] as const;

const isNumber = (column: string) => ['width', 'height', 'xmin', 'ymin', 'xmax', 'ymax'].includes(column);

/** Reads a row for each box; of images without a box it says nothing. */
export async function readTensorflowCsv({ files, images, progress }: ReadInput) {
  const reading = new SetReading(tensorflowCsvId);
  const { book, store, troubles } = reading;
  for (const [number, file] of files.entries()) {
    progress?.(number / files.length);
    const table = tableOf(textOf(await file.read()), isNumber);
    const damage = wantsColumns(tensorflowColumns, table);
    if (damage !== null) {
      troubles.add('missing-value', file.path, 'line 1', damage);
      continue;
    }
    const { rows, wrong } = table;
    for (const { line, detail } of wrong) troubles.add('wrong-count', file.path, `line ${line}`, detail);
    for (const { line, cells } of rows) {
      const told = (code: 'bad-value' | 'unknown-image', detail: string) =>
        troubles.add(code, file.path, `line ${line}`, detail);
      const name = cells.get('filename') ?? '';
      const image = images.named(name, file.path);
      if (image === null) {
        told('unknown-image', `Expected an image ${quoted(name)} among the files.`);
        continue;
      }
      const [width, height] = ['width', 'height'].map((side) => numberOf(cells.get(side) ?? ''));
      const stated = width && height && width > 0 && height > 0 ? { width, height } : null;
      store.open(image, { unit: 'px', stated, split: splitOfImage(image) ?? splitOf(file.path), kept: null });
      const sides = (['xmin', 'ymin', 'xmax', 'ymax'] as const).map((side) => [side, cells.get(side) ?? ''] as const);
      const bad = sides.find(([, text]) => numberOf(text) === null);
      if (bad) {
        told('bad-value', wantsNumber(...bad));
        continue;
      }
      const at = Float64Array.from(sides, ([, text]) => numberOf(text) ?? 0);
      const kept = { format: tensorflowCsvId, value: Object.fromEntries(cells) };
      store.add(image, labelOf(book.named(cells.get('class') ?? ''), [{ kind: 'box', at }], { kept }));
    }
  }
  return reading.set(files);
}
