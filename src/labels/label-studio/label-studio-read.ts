import type { Json } from '../../core/dataset/json';
import { labelOf } from '../../core/dataset/labels';
import type { Size } from '../../core/geometry/geometry';
import type { LabelFile, ReadInput } from '../format';
import type { ImageIndex } from '../image-index';
import { jsonOrTrouble } from '../text/json-file';
import { isRecord, shownJson, whole } from '../text/json-values';
import { hasPlace, studioShapeIn } from './label-studio-shapes';
import { SetReading } from '../set-reading';
import { splitOf, splitOfImage } from '../splits';

export const labelStudioId = 'label-studio';

type Fields = Readonly<Record<string, unknown>>;

/** What is kept of a task. */
export interface KeptTask {
  readonly task: Fields;
  /** The key of its data that names the image. */
  readonly key: string;
  /** The annotation that was read, without its results; null where a prediction was. */
  readonly annotation: Fields | null;
  /** Results that are no objects and no classes of the image, as they were. */
  readonly answers: readonly Fields[];
  /** Results that are classes of the image. */
  readonly choices: readonly Fields[];
}

/** Reads Label Studio's tasks: of each the first annotation that was not cancelled, else the first prediction. */
export async function readLabelStudio({ files, images, progress }: ReadInput) {
  const reading = new SetReading(labelStudioId);
  for (const [number, file] of files.entries()) {
    progress?.(number / files.length);
    const json = await jsonOrTrouble(file, reading.troubles);
    if (!json) continue;
    // Storage in the cloud has a file for each task, exports have one list.
    const tasks = Array.isArray(json.top) ? (json.top as unknown[]) : [json.top];
    for (const [index, task] of tasks.entries()) readTask(task, `[${index}]`, file, images, reading);
  }
  return reading.set(files);
}

function readTask(value: unknown, at: string, file: LabelFile, images: ImageIndex, reading: SetReading): void {
  const { book, store, troubles } = reading;
  const wrong = (code: Parameters<typeof troubles.add>[0], where: string, detail: string) =>
    troubles.add(code, file.path, where, detail);
  const { annotations, completions, predictions, ...task } = isRecord(value) ? value : {};
  if (!isRecord(task['data'])) {
    wrong('missing-value', `${at}.data`, `Expected a task with data, received ${shownJson(value)}.`);
    return;
  }
  const found = imageIn(task['data'], file, images);
  if (!found) {
    wrong('unknown-image', `${at}.data`, `Expected an image among the files, received ${shownJson(task['data'])}.`);
    return;
  }
  const { image, key } = found;
  const made = recordsIn(annotations ?? completions).filter((one) => one['was_cancelled'] !== true);
  if (made.length > 1)
    wrong(
      'wrong-count',
      `${at}.annotations`,
      `Expected one annotation of a task, received ${made.length}: the first is read.`,
    );
  const read = made[0] ?? recordsIn(predictions)[0];
  const results = recordsIn(read?.['result']);
  const isChoice = (one: Fields) =>
    one['type'] === 'choices' && typeof one['id'] !== 'undefined' && !isOfRegion(one, results);
  const choices = results.filter(isChoice);
  const { result: _, ...annotation } = read ?? {};
  const kept: KeptTask = {
    task,
    key,
    annotation: made[0] ? annotation : null,
    answers: results.filter((one) => !hasPlace(one['type']) && !choices.includes(one)),
    choices,
  };
  const [sized] = results.flatMap((one) => sizeOf(one) ?? []);
  store.open(image, {
    unit: 'fraction',
    stated: sized ?? null,
    split: splitOfImage(image) ?? splitOf(file.path),
    kept: { format: labelStudioId, value: kept as unknown as Json }, // All of it was JSON.
  });
  for (const choice of choices) for (const name of wordsIn(choice, 'choices')) store.addClass(image, book.named(name));
  for (const [index, result] of results.entries()) {
    const { type, value: place } = result;
    if (!hasPlace(type)) continue;
    const where = `${at}.result[${index}]`;
    const [name] = [...wordsIn(result, type), ...wordsIn(result, 'labels'), ...namesBeside(result, results)];
    const shape = studioShapeIn(type, isRecord(place) ? place : {}, sizeOf(result));
    if (name === undefined) wrong('missing-value', where, `Expected a class, received ${shownJson(place)}.`);
    else if (typeof shape === 'string') wrong('bad-value', where, shape);
    else {
      const { id, score } = result;
      const label = labelOf(book.named(name), [shape], {
        id: typeof id === 'string' ? id : null,
        score: typeof score === 'number' ? score : null,
        kept: { format: labelStudioId, value: result as Json },
      });
      store.add(image, label);
    }
  }
}

function recordsIn(value: unknown): Fields[] {
  return Array.isArray(value) ? (value as unknown[]).filter(isRecord) : [];
}

/** Whether an answer is about a region: it has the region's id. */
function isOfRegion({ id }: Fields, results: readonly Fields[]): boolean {
  return results.some((other) => hasPlace(other['type']) && other['id'] === id);
}

function wordsIn({ value }: Fields, key: string): string[] {
  const words = isRecord(value) ? value[key] : null;
  return Array.isArray(words) ? (words as unknown[]).filter((word) => typeof word === 'string') : [];
}

/** Where a region and its class are two tools, the class is a result of the same id. */
function namesBeside({ id }: Fields, results: readonly Fields[]): string[] {
  return results.flatMap((other) => (other['id'] === id && other['type'] === 'labels' ? wordsIn(other, 'labels') : []));
}

function sizeOf({ original_width: width, original_height: height }: Fields): Size | null {
  return whole(width) && whole(height) ? { width, height } : null;
}

/** The first of a task's data that names an image: an address, a path, or an upload, which begins with eight digits. */
function imageIn(
  data: Fields,
  file: LabelFile,
  images: ImageIndex,
): { readonly image: string; readonly key: string } | null {
  for (const [key, value] of Object.entries(data)) {
    if (typeof value !== 'string') continue;
    const name = pathIn(value);
    const image =
      images.named(name, file.path) ?? images.named(name.replace(/(^|\/)[0-9a-f]{8}-(?=[^/]*$)/, '$1'), file.path);
    if (image !== null) return { image, key };
  }
  return null;
}

/** `/data/local-files/?d=a/b.jpg`, `s3://bucket/a/b.jpg?sign=…`, `/data/upload/1/b.jpg`. */
function pathIn(address: string): string {
  const local = /\/local-files\/\?d=(.*)$/.exec(address)?.[1];
  const [plain = ''] = address.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*\//i, '').split(/[?#]/);
  const path = local ?? plain;
  try {
    return decodeURIComponent(path);
  } catch {
    // A name with a bare % is no address.
    return path;
  }
}
