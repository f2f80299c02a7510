import { inPixels } from '../../core/dataset/label-units';
import type { Label } from '../../core/dataset/labels';
import { createmlId } from './createml-read';
import type { WriteInput, WrittenFile, WrittenImage } from '../format';
import { byFolder } from '../in-folders';
import { jsonMembers } from '../in-splits';
import { isRecord } from '../text/json-values';
import { onlyBox } from '../shapes/label-box';
import { splitOfImage } from '../splits';
import { tellRest, tellSplit } from '../told';
import { asItIs, writtenNames, type NamedInput } from '../written-names';

/** Writes `_annotations.createml.json` into each folder of images: Create ML wants both in the same. */
export async function* writeCreateml(given: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const input: NamedInput = { ...given, nameOf: writtenNames(given.classes, asItIs, (loss) => given.lost(loss)) };
  for (const { dir, images } of byFolder(input.images))
    yield { path: `${dir === '' ? '' : `${dir}/`}_annotations.createml.json`, pieces: fileOf(images, input) };
}

async function* fileOf(images: readonly WrittenImage[], input: NamedInput) {
  yield '[';
  yield* jsonMembers(images, async (image) => JSON.stringify(await imageOf(image, input)));
  yield '\n]\n';
}

async function imageOf({ path, width, height, labels: all }: WrittenImage, input: NamedInput): Promise<object> {
  if (all.classes.length > 0) input.lost('image-classes-left-out');
  tellSplit(all.split, splitOfImage(path), input.lost);
  const known = await input.recall(all.kept, createmlId);
  const old = isRecord(known) ? known : {};
  const isApples = 'imagefilename' in old && !('image' in old);
  const annotations: object[] = [];
  for (const label of inPixels(all, { width, height }).labels) {
    const annotation = await annotationOf(label, all.moved, input);
    if (annotation) annotations.push(annotation);
  }
  const name = path.slice(path.lastIndexOf('/') + 1);
  return isApples ? { ...old, imagefilename: name, annotation: annotations } : { ...old, image: name, annotations };
}

async function annotationOf(label: Label, isMoved: boolean, input: NamedInput): Promise<object | null> {
  const name = input.nameOf(label.class);
  const known = await input.recall(label.kept, createmlId);
  const old = isRecord(known) ? known : null;
  if (old && !isMoved) return { ...old, label: name };
  const box = onlyBox(label, input.lost);
  if (!box) return null;
  if (!old) tellRest(label, 'box', { shapes: ['oriented', 'polygon', 'mask', 'keypoints', 'polyline'] }, input.lost);
  const [x0, y0, x1, y1] = box;
  const coordinates = { x: (x0 + x1) / 2, y: (y0 + y1) / 2, width: x1 - x0, height: y1 - y0 };
  return { ...old, label: name, coordinates };
}
