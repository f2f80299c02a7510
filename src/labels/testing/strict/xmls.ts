import { PNG } from 'pngjs';
import { check, maskNumbers, textIn, type Found, type StrictReader, type Text } from './check';

/** What stands between the tags of a name, each time. No element lies in one of its own name here. */
function inside(text: string, name: string): string[] {
  const found: string[] = [];
  for (const rest of text.split(`<${name}`).slice(1)) {
    // Another name may begin with this one.
    if (!'> /'.includes(rest[0] ?? '')) continue;
    const head = rest.indexOf('>');
    found.push(rest[head - 1] === '/' ? '' : rest.slice(head + 1, rest.indexOf(`</${name}>`)));
  }
  return found;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function one(text: string, name: string): string {
  const [value, ...more] = inside(text, name);
  check(value !== undefined && more.length === 0, `one ${name}`);
  return value.trim().replaceAll(/&(\w+);/g, (whole, entity: string) => entities[entity] ?? whole);
}

function digits(text: string, what: string): number {
  check(/^-?\d+(?:\.\d+)?$/.test(text), `${what} to be a number, not ${text}`);
  return Number(text);
}

const xmls = (files: readonly Text[]) => files.filter(({ path }) => path.endsWith('.xml'));

/** Annotations of host.robots.ox.ac.uk/pascal/VOC/voc2012/htmldoc/devkit_doc.html, and lists of images. */
export const strictVoc: StrictReader = (files, { paths, sizeOf }) => {
  const stems = new Set(paths.map((path) => path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.'))));
  for (const file of files.filter(({ path }) => path.startsWith('ImageSets/')))
    for (const line of textIn(file).split('\n').slice(0, -1)) check(stems.has(line), `an image called ${line}`);
  return xmls(files).flatMap((file) => {
    const text = textIn(file).replaceAll(/<part>[\s\S]*?<\/part>/g, '');
    const head = text.replaceAll(/<object>[\s\S]*?<\/object>/g, '');
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    const name = one(head, 'filename');
    const places = ['JPEGImages/', 'images/', 'Annotations/'].map((by) =>
      folder.replace(/(^|\/)Annotations\//, `$1${by}`),
    );
    const image = places.map((place) => place + name).find((path) => paths.includes(path));
    check(image !== undefined, `an image ${name} of ${file.path}`);
    const { width, height } = sizeOf(image);
    check(
      digits(one(head, 'width'), 'width') === width && digits(one(head, 'height'), 'height') === height,
      'its size',
    );
    return inside(text, 'object').map((object): Found => {
      const box = one(object, 'bndbox');
      const numbers = ['xmin', 'ymin', 'xmax', 'ymax'].map((side) => digits(one(box, side), side));
      return { image, class: one(object, 'name'), kind: 'box', numbers };
    });
  });
};

/** As `LMread` of github.com/CSAILVision/LabelMeToolbox takes it: polygons, and masks as Datumaro's exporter writes them. */
export const strictLabelmeXml: StrictReader = (files, { paths, sizeOf }) => {
  const masks = new Map(files.filter(({ path }) => path.endsWith('.png')).map(({ path, bytes }) => [path, bytes]));
  return xmls(files).flatMap((file) => {
    const text = textIn(file);
    const head = text.replaceAll(/<object>[\s\S]*?<\/object>/g, '');
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    const image = folder + one(head, 'filename');
    check(paths.includes(image), `an image at ${image}`);
    const { width, height } = sizeOf(image);
    check(one(head, 'ncols') === String(width) && one(head, 'nrows') === String(height), 'its size');
    return inside(text, 'object').map((object): Found => {
      const found = { image, class: one(object, 'name') };
      const [segment] = inside(object, 'segm');
      if (segment !== undefined) {
        const bytes = masks.get(`${folder}Masks/${one(segment, 'mask')}`);
        const png = PNG.sync.read(Buffer.from(bytes ?? []));
        check(png.width === width && png.height === height, 'a mask of the image’s size');
        const numbers = maskNumbers(width, height, (x, y) => png.data[4 * (y * width + x)]! > 0);
        return { ...found, kind: 'mask', numbers };
      }
      const [polygon = ''] = inside(object, 'polygon');
      const points = inside(polygon, 'pt').flatMap((pt) => [digits(one(pt, 'x'), 'x'), digits(one(pt, 'y'), 'y')]);
      check(points.length >= 6, 'three points or more');
      return { ...found, kind: 'polygon', numbers: points };
    });
  });
};
