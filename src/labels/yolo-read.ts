import { LabelStore } from '../core/dataset/label-store';
import { classOf, type LabelSet } from '../core/dataset/label-set';
import { ClassBook } from './class-book';
import { dataYamlOf, YamlTrouble, type DataYaml } from './data-yaml';
import type { ReadInput } from './format';
import { splitOf } from './splits';
import { linesOf, textOf } from './text';
import { Troubles } from './troubles';
import { labelOfRow, rowOf, type YoloKind } from './yolo-rows';

export const isYaml = (path: string) => /\.ya?ml$/i.test(path);
/** Lists of names: Darknet's, labelImg's and CVAT's. */
export const isNamesList = (path: string) => /(?:^|\/)(?:classes\.txt|[^/]*\.names)$/i.test(path);
/** Darknet's files that say where others lie. */
export const isDarknetList = (path: string) => /(?:^|\/)(?:(?:train|val|valid|test)\.txt|[^/]*\.data)$/i.test(path);

/** Reads YOLO's rows: a text file for each image, beside it or in the `labels` that go with its `images`. */
export async function readYolo(kind: YoloKind, { files, images, progress }: ReadInput): Promise<LabelSet> {
  const format = `yolo-${kind}`;
  const book = new ClassBook();
  const store = new LabelStore(format);
  const troubles = new Troubles();
  let yaml: DataYaml | null = null;
  for (const file of files.filter(({ path }) => isYaml(path) || isNamesList(path))) {
    const text = textOf(await file.read());
    try {
      const named = isYaml(file.path) ? dataYamlOf(text) : null;
      yaml ??= named;
      const names = named?.names ?? (isYaml(file.path) ? [] : linesOf(text).map(({ line }, id) => [id, line] as const));
      for (const [id, name] of names) book.declare(classOf(id, name));
    } catch (error) {
      if (!(error instanceof YamlTrouble)) throw error;
      troubles.add('bad-syntax', file.path, '', error.message);
    }
  }
  const declared = book.size;
  const rows = files.filter(({ path }) => !isYaml(path) && !isNamesList(path) && !isDarknetList(path));
  for (const [number, file] of rows.entries()) {
    progress?.(number / rows.length);
    const image = images.ofLabels(file.path);
    if (image === null) {
      troubles.add('unknown-image', file.path, '', 'Expected an image of the same name among the files.');
      continue;
    }
    store.open(image, { unit: 'fraction', stated: null, split: splitOf(image) ?? splitOf(file.path), kept: null });
    for (const { number: line, line: text } of linesOf(textOf(await file.read()))) {
      const row = rowOf(text, kind, yaml?.pose ?? null);
      if (typeof row === 'string') {
        troubles.add('bad-value', file.path, `line ${line}`, row);
        continue;
      }
      if (declared > 0 && book.idIndex(row.classId) === null)
        troubles.add(
          'unknown-class',
          file.path,
          `line ${line}`,
          `Expected the number of a named class, received ${row.classId}.`,
        );
      store.add(image, labelOfRow(row, book.declare(classOf(row.classId, String(row.classId)))));
    }
  }
  return {
    format,
    classes: classesOf(book, kind, yaml),
    store,
    files: files.map(({ path }) => path),
    info: null,
    licences: null,
    kept: yaml && { format: 'yolo', value: yaml.value },
    troubles: troubles.all(),
  };
}

/** With the skeleton that YOLO states once, for all classes. */
function classesOf(book: ClassBook, kind: YoloKind, yaml: DataYaml | null) {
  const pose = yaml?.pose;
  if (kind !== 'pose' || !pose) return book.list;
  const names = Array.from({ length: pose.points }, (_, index) => String(index));
  const flip = yaml.flip?.length === pose.points ? yaml.flip : null;
  return book.list.map((one) => ({ ...one, skeleton: { names, edges: [], flip, values: pose.values } }));
}
