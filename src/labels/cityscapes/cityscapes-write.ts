import { inPixels } from '../../core/dataset/label-units';
import { shapeOf, type Label } from '../../core/dataset/labels';
import { cityscapesId, grouped } from './cityscapes-read';
import type { WriteInput, WrittenFile, WrittenImage } from '../format';
import { eachImage } from '../in-splits';
import { labelPlaces } from '../label-places';
import { polygonsPath } from './polygons-path';
import { isRecord } from '../text/json-values';
import { oneOutline, pairsOf } from '../shapes/one-outline';
import { splitOfImage } from '../splits';
import { tellRest, tellSplit } from '../told';
import { asItIs, writtenNames, type NamedInput } from '../written-names';

/** Writes polygons for each image, in `gtFine` where the image is in `leftImg8bit`, else beside it. */
export async function* writeCityscapes(given: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const input: NamedInput = { ...given, nameOf: writtenNames(given.classes, asItIs, (loss) => given.lost(loss)) };
  const placeOf = labelPlaces(input, polygonsPath);
  for (const image of eachImage(input.images))
    yield { path: placeOf(image.path), pieces: [`${JSON.stringify(await fileOf(image, input), null, 4)}\n`] };
}

async function fileOf(image: WrittenImage, input: NamedInput): Promise<object> {
  const { width, height, labels: all } = image;
  if (all.classes.length > 0) input.lost('image-classes-left-out');
  tellSplit(all.split, splitOfImage(image.path), input.lost);
  const known = await input.recall(all.kept, cityscapesId);
  const objects: object[] = [];
  for (const label of inPixels(all, image).labels) {
    const object = await objectOf(label, all.moved, input);
    if (object) objects.push(object);
  }
  return { ...(isRecord(known) ? known : {}), imgHeight: height, imgWidth: width, objects };
}

async function objectOf(label: Label, isMoved: boolean, { nameOf, lost, recall }: NamedInput): Promise<object | null> {
  const plain = nameOf(label.class);
  const isCrowd = label.flags.includes('crowd') && grouped.has(plain);
  const name = isCrowd ? `${plain}group` : plain;
  const known = await recall(label.kept, cityscapesId);
  const old = isRecord(known) ? known : null;
  if (old && !isMoved) return { ...old, label: name };
  const outline = oneOutline(label, lost);
  if (!outline) {
    // A rectangle around an object would say that all of its pixels are the object's.
    const isElsewhere = shapeOf(label, 'mask') !== null;
    lost(isElsewhere ? 'mask-left-out' : shapeOf(label, 'box') ? 'box-left-out' : 'no-shape-left-out');
    return null;
  }
  if (!old) {
    const kind = shapeOf(label, 'polygon') ? 'polygon' : 'oriented';
    tellRest(label, kind, isCrowd ? { flags: ['crowd'] } : {}, lost);
  }
  return { ...old, label: name, polygon: pairsOf(outline) };
}
