import type { LabelFile } from '../format';
import type { ImageIndex } from '../image-index';
import { kittiPath } from '../kitti/kitti-path';
import { linesOf, textOf } from '../text/text';
import { pointedLists, type PointedLists } from './image-lists';
import { labelPath } from './label-path';

/** Files of a dataset that are no labels of an image, though they may be called as some. */
export interface ListFiles {
  /** Lists of images, and Darknet's files that say where others lie. */
  readonly lists: ReadonlySet<LabelFile>;
  /** Lists of names: Darknet's, labelImg's and CVAT's. */
  readonly names: ReadonlySet<LabelFile>;
  readonly pointed: PointedLists;
  /** Empty ones that may be a list as well as labels of the image of this path. */
  readonly doubtful: ReadonlyMap<LabelFile, string>;
}

/** A word and four numbers or more, as no list of images has them: a row of YOLO's or KITTI's. */
const row = /^\s*(?![^\s,]+\.[a-z]\w*[\s,])[^\s,]+(?:[\s,]+[-+.\deE]+){4,}\s*$/i;
const headBytes = 65_536;

/**
 * Tells lists from labels of images that are called as they are: `train.jpg`, `classes.jpg`, or any in a folder `ImageSets`. Where
 * an image has such a file as its labels, rows say that it is that, and so does nothing in it, but where a file points to it.
 */
export async function listFiles(files: readonly LabelFile[], images: ImageIndex): Promise<ListFiles> {
  const pointed = await pointedLists(files);
  const lists = new Set<LabelFile>();
  const names = new Set<LabelFile>();
  const doubtful = new Map<LabelFile, string>();
  for (const file of files) {
    const { path } = file;
    const isCalledSo = /(?:^|\/)(?:train|val|valid|test)\.txt$/i.test(path);
    const isNames = /(?:^|\/)classes\.txt$/i.test(path);
    const isPointedTo = pointed.lists.has(file);
    if (/\.names$/i.test(path)) names.add(file);
    else if (/\.data$/i.test(path)) lists.add(file);
    else if (isCalledSo || isNames || isPointedTo || /(?:^|\/)ImageSets\/.*\.txt$/i.test(path)) {
      const image = images.holder(path, labelPath) ?? images.holder(path, kittiPath);
      const rows = await rowsIn(file);
      if (rows === 'none' && image !== null && (isPointedTo || (isCalledSo && !pointed.isSaid)))
        doubtful.set(file, image);
      const isLabels =
        image === null ? isCalledSo && rows === 'first' : rows === 'none' ? !isPointedTo : rows !== 'other';
      if (!isLabels) (isNames ? names : lists).add(file);
    }
  }
  return { lists, names, pointed, doubtful };
}

/** Whether the first line is a row of labels, or any behind it; `none` without lines. */
async function rowsIn(file: LabelFile): Promise<'first' | 'behind' | 'other' | 'none'> {
  const lines = linesOf(textOf(await file.read(0, Math.min(file.bytes, headBytes))));
  const at = lines.findIndex(({ line }) => row.test(line));
  if (lines.length === 0) return 'none';
  return at === 0 ? 'first' : at > 0 ? 'behind' : 'other';
}
