import type { Json } from '../../core/dataset/json';
import type { LabelClass } from '../../core/dataset/label-set';
import { inPixels } from '../../core/dataset/label-units';
import { shapeOf, type Label } from '../../core/dataset/labels';
import { counted, folded, partsOf } from '../../core/dataset/paths';
import type { Size } from '../../core/geometry/geometry';
import { maskArea, maskBounds, type Mask } from '../../core/geometry/mask';
import { asRead } from './coco-ids';
import { imageNames } from './coco-names';
import type { WriteInput, WrittenFile, WrittenImage } from '../format';
import { eachImage, inSplits, pathsOf } from '../in-splits';
import { exactText } from '../text/exact-json';
import { isRecord } from '../text/json-values';
import { colourFor } from '../masks/mask-table';
import { Numbers } from '../text/numbers';
import { paintLabel } from '../shapes/paint-label';
import { panopticId } from './panoptic-read';
import { masksOf } from '../shapes/plane-masks';
import { tellIdentity } from '../told';
import { planeBytes } from '../shapes/png-plane';

/** As many numbers as three bytes hold. */
const mostSegments = 0xff_ffff;

/** Writes a PNG for each image, and one JSON for each split that says what their colours number. */
export async function* writePanoptic(input: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const nameOf = imageNames(input.images);
  // What the JSON names has to be that very file, not an image that lies there.
  const taken = new Set(pathsOf(input.images).map(folded));
  for (const { split, images } of inSplits(input.images)) {
    const name = `annotations/panoptic${split === null ? '' : `_${split}`}`;
    const ids = new Numbers();
    const rows: { readonly image: object; readonly annotation: object }[] = [];
    for (const image of eachImage(images)) {
      let png = `${partsOf(image.path).stem}.png`;
      const isTaken = () => taken.has(folded(`${name}/${png}`));
      for (let count = 2; isTaken(); count++) png = counted(`${partsOf(image.path).stem}.png`, count);
      taken.add(folded(`${name}/${png}`));
      const { row, bytes } = await one(image, png, ids, { input, nameOf: (old) => nameOf(image, old, `${name}.json`) });
      rows.push(row);
      yield { path: `${name}/${png}`, pieces: [bytes] };
    }
    const kept = await input.recall(input.kept, panopticId);
    const head = { info: input.info ?? {}, licenses: input.licences ?? [], ...(isRecord(kept) && kept) };
    const categories = await Promise.all(input.classes.map((category) => categoryOf(category, input)));
    const lists = {
      categories,
      images: rows.map(({ image }) => image),
      annotations: rows.map(({ annotation }) => annotation),
    };
    yield { path: `${name}.json`, pieces: [`${exactText({ ...head, ...lists })}\n`] };
  }
}

async function categoryOf({ id, name, parent, colour, kept }: LabelClass, input: WriteInput): Promise<object> {
  const known = await input.recall(kept, panopticId);
  if (isRecord(known)) return { ...known, id: asRead(known['id'], id), name };
  // What is counted one by one is a thing; nobody says which of another format's classes are not.
  return { supercategory: parent ?? '', isthing: 1, color: colourFor({ id, colour }), id, name };
}

interface Way {
  readonly input: WriteInput;
  readonly nameOf: (old: unknown) => string;
}

async function one(image: WrittenImage, png: string, ids: Numbers, { input, nameOf }: Way) {
  const { width, height, labels: all } = image;
  const known = await input.recall(all.kept, panopticId);
  const old = isRecord(known) ? known : {};
  const id = ids.take(old['id']);
  if (all.classes.length > 0) input.lost('image-classes-left-out');
  const size = { width, height };
  const values = new Uint32Array(width * height);
  const numbers = new Numbers();
  const painted: { readonly label: Label; readonly number: number }[] = [];
  for (const label of inPixels(all, image).labels) {
    const isNumber =
      typeof label.id === 'number' && Number.isInteger(label.id) && label.id > 0 && label.id <= mostSegments;
    const number = Number(numbers.take(isNumber ? label.id : null));
    if (label.id !== null && number !== label.id) input.lost('id-changed');
    if (paintLabel(values, size, label, number, input.lost)) painted.push({ label, number });
  }
  const masks = masksOf(values, size);
  const segments: object[] = [];
  for (const { label, number } of painted) {
    const mask = masks.get(number);
    if (mask) segments.push(await segmentOf(label, number, mask, input));
    else input.lost('hidden-left-out');
  }
  const colours = values.map((number) => ((number & 255) << 16) | (number & 0xff00) | (number >> 16));
  const row = {
    image: { ...old, id, file_name: nameOf(old['file_name']), width, height },
    annotation: { segments_info: segments, file_name: png, image_id: id },
  };
  return { row, bytes: planeBytes({ size: size satisfies Size, kind: 'colour', values: colours }) };
}

async function segmentOf(label: Label, id: number, mask: Mask, input: WriteInput): Promise<object> {
  const old = (await input.recall(label.kept, panopticId)) as { [key: string]: Json } | null; // Kept by this format's own reader.
  const { x0 = 0, y0 = 0, x1 = 0, y1 = 0 } = maskBounds(mask) ?? {};
  const category = input.classes[label.class]?.id ?? label.class;
  if (shapeOf(label, 'keypoints')) input.lost('keypoints-left-out');
  if (label.score !== null) input.lost('score-left-out');
  if (label.attributes) input.lost('attributes-left-out');
  tellIdentity(label, { id: true }, input.lost);
  if (label.flags.some((flag) => flag !== 'crowd')) input.lost('flags-left-out');
  return {
    ...old,
    id: asRead(old?.['id'], id),
    category_id: asRead(old?.['category_id'], category),
    iscrowd: label.flags.includes('crowd') ? 1 : 0,
    bbox: [x0, y0, x1 - x0, y1 - y0],
    area: maskArea(mask),
  };
}
