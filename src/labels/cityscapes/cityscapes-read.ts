import type { Json } from '../../core/dataset/json';
import { labelOf, type Label } from '../../core/dataset/labels';
import { partsOf } from '../../core/dataset/paths';
import { ringsOf } from '../../core/geometry/rings';
import type { LabelFile, ReadInput } from '../format';
import type { ImageIndex } from '../image-index';
import { jsonOrTrouble } from '../text/json-file';
import { isRecord, numbersIn, shownJson, whole } from '../text/json-values';
import { holderOf } from '../label-file';
import { polygonsPath } from './polygons-path';
import { SetReading } from '../set-reading';
import { splitOf, splitOfImage } from '../splits';

export const cityscapesId = 'cityscapes';

/** Classes of whose objects a crowd has a name of its own: `cargroup`. */
export const grouped: ReadonlySet<string> = new Set(
  'person rider car truck bus caravan trailer train motorcycle bicycle'.split(' '),
);

/** Reads Cityscapes' polygons: a file for each image, later objects over earlier ones. */
export async function readCityscapes({ files, images, progress }: ReadInput) {
  const reading = new SetReading(cityscapesId);
  const { book, store, troubles } = reading;
  for (const [number, file] of files.entries()) {
    progress?.(number / files.length);
    const json = await jsonOrTrouble(file, troubles);
    if (!json) continue;
    const { objects, ...rest } = isRecord(json.top) ? json.top : {};
    if (!Array.isArray(objects)) {
      const detail = `Expected a list of objects, received ${shownJson(objects ?? json.top)}.`;
      troubles.add('missing-value', file.path, 'objects', detail);
      continue;
    }
    const image = imageOf(file, images);
    if (image === null) {
      const detail = `Expected an image ${shownJson(imageStem(file.path))} among the files.`;
      troubles.add('unknown-image', file.path, '', detail);
      continue;
    }
    const { imgWidth: width, imgHeight: height } = rest;
    store.open(image, {
      unit: 'px',
      stated: whole(width) && whole(height) ? { width, height } : null,
      split: splitOfImage(image) ?? splitOf(file.path),
      kept: { format: cityscapesId, value: rest as Json },
    });
    for (const [index, object] of (objects as unknown[]).entries()) {
      // As the set's own scripts do.
      if (isRecord(object) && isDeleted(object['deleted'])) continue;
      const label = labelIn(object, (name) => book.named(name));
      if (typeof label === 'string') troubles.add('bad-value', file.path, `objects[${index}]`, label);
      else store.add(image, label);
    }
  }
  return reading.set(files);
}

function isDeleted(value: unknown): boolean {
  return value === 1 || value === true;
}

function imageStem(path: string): string {
  return partsOf(path).stem.replace(/_gt(?:Fine|Coarse)_polygons$/, '');
}

/** In `leftImg8bit` with its name at the end, as the set has them, or without it. */
function imageOf(file: LabelFile, images: ImageIndex): string | null {
  const { dir } = partsOf(file.path);
  const stem = imageStem(file.path);
  const own = [`${stem}_leftImg8bit`, stem].flatMap((one) => images.holder(file.path, polygonsPath, one) ?? []);
  if (own.length > 0) return holderOf(own, file.path);
  const place = `${dir === '' ? '' : `${dir}/`}${stem}`;
  const near = (path: string) => images.near(path, path);
  return near(`${place}_leftImg8bit.png`) ?? near(`${place}.png`);
}

function labelIn(value: unknown, classOf: (name: string) => number): Label | string {
  const { label: name, polygon } = isRecord(value) ? value : {};
  if (typeof name !== 'string') return `Expected an object with a label, received ${shownJson(value)}.`;
  const points = Array.isArray(polygon) ? (polygon as unknown[]).map(numbersIn) : [];
  if (points.length === 0 || !points.every((point) => point?.length === 2))
    return `Expected a polygon of points of two numbers each, received ${shownJson(polygon)}.`;
  const one = name.replace(/group$/, '');
  const isCrowd = one !== name && grouped.has(one);
  const shape = { kind: 'polygon', rings: ringsOf([(points as number[][]).flat()]) } as const;
  return labelOf(classOf(isCrowd ? one : name), [shape], {
    flags: isCrowd ? ['crowd'] : [],
    kept: { format: cityscapesId, value: value as Json },
  });
}
