import { inPixels } from '../../core/dataset/label-units';
import { partsOf } from '../../core/dataset/paths';
import { csvLine } from '../text/csv';
import type { WriteInput, WrittenFile, WrittenImage } from '../format';
import { byFolder } from '../in-folders';
import { isRecord } from '../text/json-values';
import { onlyBox } from '../shapes/label-box';
import { tensorflowColumns, tensorflowCsvId } from './tensorflow-csv-read';
import { splitOfImage } from '../splits';
import { tellRest, tellSplit } from '../told';
import { written } from '../text/written-number';
import { asItIs, writtenNames, type NamedInput } from '../written-names';

/** Writes `_annotations.csv` into each folder of images. */
export async function* writeTensorflowCsv(given: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const input: NamedInput = { ...given, nameOf: writtenNames(given.classes, asItIs, (loss) => given.lost(loss)) };
  for (const { dir, images } of byFolder(input.images)) {
    const rows: Record<string, unknown>[] = [];
    for (const image of images) rows.push(...(await rowsOf(image, input)));
    const names = [...new Set<string>([...tensorflowColumns, ...rows.flatMap((row) => Object.keys(row))])];
    const lines = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))].map(csvLine);
    yield { path: `${dir === '' ? '' : `${dir}/`}_annotations.csv`, pieces: lines };
  }
}

async function rowsOf({ path, width, height, labels: all }: WrittenImage, input: NamedInput) {
  if (all.classes.length > 0) input.lost('image-classes-left-out');
  tellSplit(all.split, splitOfImage(path), input.lost);
  const rows: Record<string, unknown>[] = [];
  for (const label of inPixels(all, { width, height }).labels) {
    const known = await input.recall(label.kept, tensorflowCsvId);
    const old = isRecord(known) ? known : null;
    const name = input.nameOf(label.class);
    const own = { filename: path.slice(partsOf(path).dir.length).replace('/', ''), width, height, class: name };
    if (old && !all.moved) {
      rows.push({ ...old, ...own });
      continue;
    }
    const box = onlyBox(label, input.lost);
    if (!box) continue;
    if (!old) tellRest(label, 'box', { shapes: ['oriented', 'polygon', 'mask', 'keypoints', 'polyline'] }, input.lost);
    const [xmin, ymin, xmax, ymax] = box.map(written);
    rows.push({ ...old, ...own, xmin, ymin, xmax, ymax });
  }
  return rows;
}
