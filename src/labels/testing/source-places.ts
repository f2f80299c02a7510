import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A label of a set as its own files say it, in pixels of the image as it is stored. */
export interface Place {
  /** Of the image, from the set's folder on. */
  readonly image: string;
  readonly class: string;
  readonly kind: 'box' | 'polygon';
  /** Of a box x0, y0, x1, y1; of a polygon its points. */
  readonly numbers: readonly number[];
}

type SizeOf = (image: string) => { readonly width: number; readonly height: number };

/** Reads a set by its files alone, and by none of our code: what is written of it can be held against this. */
export type SourceReader = (root: string, sizeOf: SizeOf) => Place[];

const filesIn = (folder: string, end: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .toSorted();

/** Rows of `labels/train2017` beside a `config.yaml`; classes without a name are called by their number. */
function yoloRows(folder: string): SourceReader {
  return (root, sizeOf) => {
    const config = readFileSync(join(root, folder, 'config.yaml'), 'utf8');
    const names = new Map(
      Array.from(config.matchAll(/^ {2}(\d+): (.+)$/gm), ([, id = '', name = '']) => [id, name.trim()]),
    );
    const rows = join(root, folder, 'labels/train2017');
    return filesIn(rows, '.txt').flatMap((file) => {
      const image = `images/train2017/${file.replace('.txt', '.jpg')}`;
      const { width, height } = sizeOf(image);
      const lines = readFileSync(join(rows, file), 'utf8')
        .split('\n')
        .filter((line) => line !== '');
      return lines.map((line): Place => {
        const [id = '', ...words] = line.trim().split(' ');
        const values = words.map((word, at) => Number(word) * (at % 2 === 0 ? width : height));
        const one = { image, class: names.get(id) ?? id };
        if (values.length > 4) return { ...one, kind: 'polygon', numbers: values };
        const [x = NaN, y = NaN, w = NaN, h = NaN] = values;
        return { ...one, kind: 'box', numbers: [x - w / 2, y - h / 2, x + w / 2, y + h / 2] };
      });
    });
  };
}

function vocBoxes(root: string): Place[] {
  return filesIn(join(root, 'Annotations'), '.xml').flatMap((file) => {
    const xml = readFileSync(join(root, 'Annotations', file), 'utf8');
    const image = `JPEGImages/${file.replace('.xml', '.jpg')}`;
    return Array.from(xml.matchAll(/<object>[\s\S]*?<\/object>/g), ([object]): Place => {
      const said = (name: string) => object.split(`<${name}>`)[1]?.split('<')[0] ?? '';
      const numbers = ['xmin', 'ymin', 'xmax', 'ymax'].map((side) => Number(said(side)));
      return { image, class: said('name'), kind: 'box', numbers };
    });
  });
}

function cocoBoxes(root: string): Place[] {
  interface Coco {
    readonly images: readonly { readonly id: number; readonly file_name: string }[];
    readonly categories: readonly { readonly id: number; readonly name: string }[];
    readonly annotations: readonly {
      readonly image_id: number;
      readonly category_id: number;
      readonly bbox: readonly [number, number, number, number];
    }[];
  }
  const coco = JSON.parse(readFileSync(join(root, 'test/_annotations.coco.json'), 'utf8')) as Coco;
  const images = new Map(coco.images.map((one) => [one.id, one.file_name]));
  const names = new Map(coco.categories.map((one) => [one.id, one.name]));
  return coco.annotations.map(({ image_id: image, category_id: category, bbox: [x, y, w, h] }) => ({
    image: `test/${images.get(image)}`,
    class: names.get(category) ?? '',
    kind: 'box',
    numbers: [x, y, x + w, y + h],
  }));
}

/** Sets of the corpus whose own files say boxes or polygons plainly, and the format that they are read as. */
export const plainSets: readonly {
  readonly folder: string;
  readonly read: string;
  readonly places: SourceReader;
}[] = [
  { folder: 'coco128', read: 'yolo-detect', places: yoloRows('object_detection') },
  { folder: 'coco128', read: 'yolo-segment', places: yoloRows('instance_segmentation') },
  { folder: 'bccd-voc', read: 'voc', places: vocBoxes },
  { folder: 'chess-coco', read: 'coco', places: cocoBoxes },
];
