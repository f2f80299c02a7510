import type { Json } from '../../core/dataset/json';
import { labelOf, type Label } from '../../core/dataset/labels';
import type { ReadInput } from '../format';
import { jsonOrTrouble } from '../text/json-file';
import { isRecord, shownJson } from '../text/json-values';
import { SetReading } from '../set-reading';
import { splitOf, splitOfImage } from '../splits';

export const createmlId = 'createml';

/** Reads Create ML's object detection: boxes by their centre and sides, in pixels from the top left, as it takes them unasked. */
export async function readCreateml({ files, images, progress }: ReadInput) {
  const reading = new SetReading(createmlId);
  const { book, store, troubles } = reading;
  for (const [number, file] of files.entries()) {
    progress?.(number / files.length);
    const wrong = (code: Parameters<typeof troubles.add>[0], where: string, detail: string) =>
      troubles.add(code, file.path, where, detail);
    const json = await jsonOrTrouble(file, troubles);
    if (!json) continue;
    const { top } = json;
    if (!Array.isArray(top)) {
      wrong('bad-value', '', `Expected a list of images, received ${shownJson(top)}.`);
      continue;
    }
    for (const [index, value] of (top as unknown[]).entries()) {
      const at = `[${index}]`;
      const { annotations, annotation, ...rest } = isRecord(value) ? value : {};
      // Apple's page says `imagefilename` and `annotation`, its own app and all others `image` and `annotations`.
      const name = rest['image'] ?? rest['imagefilename'];
      const list = annotations ?? annotation;
      if (typeof name !== 'string' || !Array.isArray(list)) {
        wrong('missing-value', at, `Expected an image and a list of annotations, received ${shownJson(value)}.`);
        continue;
      }
      const image = images.named(name, file.path);
      if (image === null) {
        wrong('unknown-image', `${at}.image`, `Expected an image ${shownJson(name)} among the files.`);
        continue;
      }
      const kept = { format: createmlId, value: rest as Json };
      store.open(image, { unit: 'px', stated: null, split: splitOfImage(image) ?? splitOf(file.path), kept });
      for (const [place, one] of (list as unknown[]).entries()) {
        const label = labelIn(one, (className) => book.named(className));
        if (typeof label === 'string') wrong('bad-value', `${at}.annotations[${place}]`, label);
        else store.add(image, label);
      }
    }
  }
  return reading.set(files);
}

function labelIn(value: unknown, classOf: (name: string) => number): Label | string {
  const { label, coordinates } = isRecord(value) ? value : {};
  if (typeof label !== 'string') return `Expected a label, received ${shownJson(value)}.`;
  const { x, y, width, height } = isRecord(coordinates) ? coordinates : {};
  if (!isNumber(x) || !isNumber(y) || !isNumber(width) || !isNumber(height))
    return `Expected coordinates with x, y, width and height, received ${shownJson(coordinates)}.`;
  const at = Float64Array.of(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
  return labelOf(classOf(label), [{ kind: 'box', at }], { kept: { format: createmlId, value: value as Json } });
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
