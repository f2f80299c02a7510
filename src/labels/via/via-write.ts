import { inPixels } from '../../core/dataset/label-units';
import type { Label } from '../../core/dataset/labels';
import type { WriteInput, WrittenFile, WrittenImage } from '../format';
import { eachImage, jsonMembers } from '../in-splits';
import { isRecord } from '../text/json-values';
import { splitOfImage } from '../splits';
import { tellRest, tellSplit } from '../told';
import { viaId, type KeptRegion } from './via-read';
import { viaPlaceOf } from './via-shapes';
import { notBlank } from '../text/text';
import { writtenNames, type NamedInput } from '../written-names';

/** Writes `via_region_data.json`, as VIA exports and imports it; the class is the attribute that it was, else `class`. */
export async function* writeVia(input: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  yield { path: 'via_region_data.json', pieces: fileOf(input) };
}

async function* fileOf(given: WriteInput) {
  // A region whose attribute is empty says nothing of its class.
  const nameOf = writtenNames(given.classes, notBlank, (loss) => given.lost(loss));
  const input: NamedInput = { ...given, nameOf };
  yield '{';
  yield* jsonMembers(eachImage(input.images), async (image) => {
    // −1 is its own size for images that it does not hold.
    const key = JSON.stringify(`${image.path}-1`);
    return `${key}: ${JSON.stringify(await entryOf(image, input))}`;
  });
  yield '\n}\n';
}

async function entryOf(image: WrittenImage, input: NamedInput): Promise<object> {
  const { path, labels: all } = image;
  if (all.classes.length > 0) input.lost('image-classes-left-out');
  tellSplit(all.split, splitOfImage(path), input.lost);
  const known = await input.recall(all.kept, viaId);
  const regions: object[] = [];
  for (const label of inPixels(all, image).labels) {
    const region = await regionOf(label, all.moved, input);
    if (region) regions.push(region);
    else input.lost('no-shape-left-out');
  }
  return { file_attributes: {}, ...(isRecord(known) ? known : {}), filename: path, size: -1, regions };
}

async function regionOf(label: Label, isMoved: boolean, input: NamedInput): Promise<object | null> {
  const name = input.nameOf(label.class);
  const old = (await input.recall(label.kept, viaId)) as unknown as KeptRegion | null; // Only this format's reader keeps so.
  const attributes = old ? oldAttributes(old, name) : { class: name, ...Object.fromEntries(label.attributes ?? []) };
  if (old && !isMoved) return { ...old.region, region_attributes: attributes };
  const place = viaPlaceOf(label, input.lost);
  if (!place) return null;
  if (!old) tellRest(label, place.kind, { attributes: 'all' }, input.lost);
  return { ...old?.region, shape_attributes: place.attributes, region_attributes: attributes };
}

/** A choice among boxes to tick stays one. */
function oldAttributes({ region, key }: KeptRegion, name: string): object {
  const all = isRecord(region['region_attributes']) ? region['region_attributes'] : {};
  if (key === null || !Object.hasOwn(all, key)) return all;
  return { ...all, [key]: typeof all[key] === 'string' ? name : { [name]: true } };
}
