import { posix } from 'node:path';
import { PNG } from 'pngjs';
import { check, maskNumbers, textIn, type Found, type StrictReader, type Text } from './check';
import { digits, inside, one } from './xml-text';

const names =
  'background aeroplane bicycle bird boat bottle bus car cat chair cow diningtable dog horse motorbike person pottedplant sheep sofa train tvmonitor'.split(
    ' ',
  );
const border = 255;
const { normalize } = posix;

/** Annotations and PNGs of host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/devkit_doc.html, and lists of images. */
export const strictVoc: StrictReader = (files, { paths, sizeOf }) => {
  const texts = new Map(files.filter(({ path }) => !path.endsWith('.png')).map((file) => [file.path, textIn(file)]));
  const pngs = new Map(files.filter(({ path }) => path.endsWith('.png')).map((file) => [file.path, file]));
  const stems = new Set(paths.map((path) => path.slice(0, path.lastIndexOf('.'))));
  const found: Found[] = [];
  for (const [path, text] of texts) {
    if (path.endsWith('labelmap.txt')) continue;
    const [, root] = /^(.*\/|)ImageSets\/(?:Main|Segmentation)\/[^/]+\.txt$/.exec(path) ?? [];
    if (root !== undefined) {
      check(text.endsWith('\n'), `${path} to end with a line’s end`);
      for (const line of text.split('\n').slice(0, -1))
        check(['JPEGImages/', 'images/', ''].some((folder) => stems.has(normalize(root + folder + line))), `an image called ${line} by ${path}`); // prettier-ignore
      continue;
    }
    check(path.endsWith('.xml'), `no file ${path}`);
    const { image, objects, parts } = annotationIn(path, text, paths);
    const { width, height } = sizeOf(image);
    const table = texts.get(`${/^(.*\/|)Annotations\//.exec(path)?.[1] ?? ''}labelmap.txt`);
    const classes = table === undefined ? names : classesIn(table);
    const head = outsideObjects(text);
    check(digits(one(head, 'width'), 'width') === width && digits(one(head, 'height'), 'height') === height, 'its size'); // prettier-ignore
    const planes = ['SegmentationClass', 'SegmentationObject'].map((folder) => planeOf(take(pngs, image, folder), width, height)); // prettier-ignore
    const [kinds, numbers] = planes;
    check((kinds === null) === (numbers === null), `both PNGs of ${image}, or neither`);
    if (kinds && numbers) found.push(...segmented({ image, objects, kinds, numbers, classes, width, height }));
    else found.push(...objects);
    found.push(...parts);
  }
  check(pngs.size === 0, 'no PNG that nothing tells of');
  return found;
};

const outsideObjects = (text: string) => text.replaceAll(/<object>[\s\S]*?<\/object>/g, '');

function annotationIn(path: string, text: string, paths: readonly string[]) {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const name = one(outsideObjects(text), 'filename');
  const places = ['JPEGImages/', 'images/', 'Annotations/'].map((by) => folder.replace(/(^|\/)Annotations\//, `$1${by}`)); // prettier-ignore
  const image = places.map((place) => place + name).find((at) => paths.includes(at));
  check(image !== undefined, `an image ${name} of ${path}`);
  const boxed = (element: string): Found => {
    const box = one(element, 'bndbox');
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = ['xmin', 'ymin', 'xmax', 'ymax'].map((side) => digits(one(box, side), side)); // prettier-ignore
    check(x0 < x1 && y0 < y1, `a box that is not inside out, not ${x0}, ${y0}, ${x1}, ${y1}`);
    for (const flag of ['truncated', 'difficult', 'occluded'])
      for (const value of inside(element, flag)) check(/^[01]$/.test(value.trim()), `${flag} of 0 or 1, not ${value}`);
    return { image, class: one(element, 'name'), kind: 'box', numbers: [x0, y0, x1, y1] };
  };
  const parts = inside(text, 'part').map(boxed);
  const objects = inside(text.replaceAll(/<part>[\s\S]*?<\/part>/g, ''), 'object').map(boxed);
  return { image, objects, parts };
}

/** A name and a colour a line, as CVAT and Datumaro write them; the colours are those of the lines' numbers. */
function classesIn(table: string): string[] {
  check(table.endsWith('\n'), 'a line’s end at the end');
  return table
    .split('\n')
    .slice(0, -1)
    .map((line, number) => {
      const colour = colourOf(number).join(',');
      check(line.endsWith(`:${colour}::`), `the colour ${colour} in ${line}`);
      return line.slice(0, -`:${colour}::`.length);
    });
}

/** VOClabelcolormap of the development kit: a number's bits, three at a time, from the highest of each colour on. */
function colourOf(number: number): number[] {
  return [0, 1, 2].map((channel) =>
    Array.from({ length: 8 }, (_, at) => ((number >> (3 * at + channel)) & 1) << (7 - at)).reduce((a, b) => a + b),
  );
}

const numberOf = new Map(Array.from({ length: 256 }, (_, number) => [colourOf(number).join(), number]));

/** In the place of the last folder of images, else in a folder beside the image. */
function take(pngs: Map<string, Text>, image: string, folder: string): Text | null {
  const parts = image.slice(0, image.lastIndexOf('.')).split('/');
  const at = parts.findLastIndex((part, index) => index < parts.length - 1 && /^(?:JPEGImages|images)$/.test(part));
  if (at < 0) parts.splice(-1, 0, folder);
  else parts[at] = folder;
  const path = `${parts.join('/')}.png`;
  const png = pngs.get(path) ?? null;
  pngs.delete(path);
  return png;
}

/** Numbers of a palette, which stands in VOC's colours. */
function planeOf(file: Text | null, width: number, height: number): number[] | null {
  if (!file) return null;
  check(file.bytes[25] === 3, `${file.path} to have a palette`);
  const png = PNG.sync.read(Buffer.from(file.bytes));
  check(png.width === width && png.height === height, 'a PNG of the image’s size');
  return Array.from({ length: width * height }, (_, at) => {
    const number = numberOf.get(png.data.subarray(4 * at, 4 * at + 3).join());
    check(number !== undefined, 'one of the challenge’s colours');
    return number;
  });
}

interface Segmented {
  readonly image: string;
  readonly objects: readonly Found[];
  readonly kinds: readonly number[];
  readonly numbers: readonly number[];
  readonly classes: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** Objects with their pixels beside them, and segments that no object of their number and class tells of. */
function segmented({ image, objects, kinds, numbers, classes, width, height }: Segmented): Found[] {
  const kindOf = new Map<number, number>();
  numbers.forEach((number, at) => {
    const kind = kinds[at]!;
    check((number === 0) === (kind === 0) && (number === border) === (kind === border), 'the same pixels in both PNGs');
    check((kindOf.get(number) ?? kind) === kind, `one class of the object ${number}`);
    kindOf.set(number, kind);
  });
  const rows = [...objects];
  for (const [number, kind] of kindOf) {
    if (number === 0 || number === border) continue;
    const name = classes[kind];
    check(name !== undefined, `a class ${kind}`);
    const mask = { kind: 'mask', numbers: maskNumbers(width, height, (x, y) => numbers[y * width + x] === number) } as const; // prettier-ignore
    const object = objects[number - 1];
    if (object?.class === name) rows[number - 1] = { ...object, beside: [mask] };
    else rows.push({ image, class: name, ...mask });
  }
  return rows;
}
