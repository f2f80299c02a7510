import { classOf, type LabelSet } from '../../core/dataset/label-set';
import { partsOf } from '../../core/dataset/paths';
import type { LabelFormat, ReadInput, WriteInput, WrittenFile } from '../format';
import type { ImageIndex } from '../image-index';
import { eachImage } from '../in-splits';
import { SetReading } from '../set-reading';
import { linesOf, textOf } from '../text/text';
import { splitOf } from '../splits';
import { tellSplit } from '../told';

const id = 'class-folders';

/**
 * Folders that are classes (ImageNet's, and YOLO's for classification): `train/cat/a.jpg`. Names of WordNet's numbers come
 * from `LOC_synset_mapping.txt` or `synset_words.txt`, where it is there.
 */
export const classFolders: LabelFormat = { id, title: 'Class folders', read, write };

/** The class that an image lies in: the folder below a split's. Null where there is none. */
function classFolder(path: string): string | null {
  const parts = partsOf(path).dir.split('/');
  const at = parts.findLastIndex((part) => splitOf(part) !== null && /^[a-z]+$/i.test(part));
  return at >= 0 && at + 1 < parts.length ? (parts[at + 1] ?? null) : null;
}

/** Whether images lie so: all in folders of classes below a split, of at least two classes. */
export function areClassFolders(images: ImageIndex): boolean {
  const classes = new Set<string>();
  for (const path of images.paths()) {
    const name = classFolder(path);
    if (name === null) return false;
    classes.add(name);
  }
  return classes.size >= 2;
}

async function read({ files, images }: ReadInput): Promise<LabelSet> {
  const reading = new SetReading(id);
  const { book, store } = reading;
  const names = new Map<string, string>();
  for (const file of files)
    for (const { line } of linesOf(textOf(await file.read()))) {
      const [number = '', ...words] = line.split(/\s/);
      names.set(number, words.join(' '));
    }
  const all = [...images.paths()];
  // Readers number classes by the order of their folders' names.
  const folders = [...new Set(all.flatMap((path) => folderIn(path) ?? []))].sort();
  folders.forEach((folder, index) =>
    book.add(classOf(index, names.get(folder) ?? folder, { kept: { format: id, value: folder } })),
  );
  for (const path of all) {
    const folder = folderIn(path);
    if (folder === null) continue;
    store.open(path, { unit: 'px', stated: null, split: splitOf(partsOf(path).dir), kept: null });
    store.addClass(path, folders.indexOf(folder));
  }
  return reading.set(files);
}

/** Where no folder is a split's, the last one is the class, as far as there are two. */
function folderIn(path: string): string | null {
  const parts = partsOf(path).dir.split('/');
  return classFolder(path) ?? (parts.length > 1 ? (parts.at(-1) ?? null) : null);
}

/** Writes no file: the folders of the output are the classes. What lies in another folder than its class is told. */
async function* write({ classes, images, recall, lost }: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const folders: (string | null)[] = [];
  const taken = new Set<string>();
  for (const { kept, name } of classes) {
    const folder = await recall(kept, id);
    const own = typeof folder === 'string' ? folder : name;
    // A folder is the first class's that is called so.
    folders.push(taken.has(own) ? null : own);
    taken.add(own);
  }
  for (const { path, labels } of eachImage(images)) {
    const { dir } = partsOf(path);
    tellSplit(labels.split, splitOf(dir), lost);
    const [first, ...more] = labels.classes;
    if (first !== undefined && (classFolder(path) ?? dir.split('/').at(-1)) !== folders[first])
      lost('image-classes-left-out');
    if (more.length > 0) lost('image-classes-left-out');
    for (const { shapes } of labels.labels) lost(shapes.length > 0 ? 'box-left-out' : 'no-shape-left-out');
  }
  yield* [];
}
