import { check, integer, list, maskNumbers, number, only, text, textIn, type Found, type StrictReader } from './check';
import { columnsOf, runsOf } from './runs';

/** As `JsonReader` of github.com/openvinotoolkit/datumaro/blob/develop/src/datumaro/plugins/data_formats/datumaro/base.py takes it. */
export const strictDatumaro: StrictReader = (files, { paths, sizeOf }) =>
  files.flatMap((file) => {
    check(/^annotations\/[^/]+\.json$/.test(file.path), `${file.path} to lie in annotations`);
    const keys = ['dm_format_version', 'media_type', 'infos', 'categories', 'items'];
    const top = only(JSON.parse(textIn(file)), keys, 'the top');
    check(top['dm_format_version'] === '1.0' && top['media_type'] === 2, 'version 1.0, of images');
    const { label } = only(top['categories'], ['label', 'mask?', 'points?'], 'categories');
    const names = list(only(label, ['labels', 'attributes'], 'label')['labels'], 'labels').map((one) => {
      const { name, parent } = only(one, ['name', 'parent', 'attributes'], 'a label');
      text(parent, 'parent');
      return text(name, 'name');
    });
    return list(top['items'], 'items').flatMap((value) => {
      const item = only(value, ['id', 'attr', 'annotations', 'image'], 'an item');
      text(item['id'], 'id');
      const { path, size } = only(item['image'], ['path', 'size'], 'image');
      // Joined to the folder `images`, which lies beside `annotations`.
      const image = new URL(text(path, 'path'), 'file:///images/').pathname.slice(1);
      check(paths.includes(image), `an image at ${image}`);
      const { width, height } = sizeOf(image);
      check(JSON.stringify(size) === JSON.stringify([height, width]), 'height and width');
      return list(item['annotations'], 'annotations').map((one): Found => {
        const annotation = one as Record<string, unknown>;
        const name = names[integer(annotation['label_id'], 'label_id')];
        check(name !== undefined, 'a class');
        const attributes = annotation['attributes'] as Record<string, unknown>;
        const { score, ...rest } = attributes;
        const flags = Object.keys(rest);
        return {
          image,
          class: name,
          ...placeIn(annotation),
          ...(flags.length > 0 && { flags }),
          ...(typeof score === 'number' && { score }),
        };
      });
    });
  });

const common = ['id', 'type', 'attributes', 'group', 'label_id'];

function placeIn(annotation: object): Pick<Found, 'kind' | 'numbers'> {
  const { type } = annotation as { readonly type?: unknown };
  const own = (...keys: string[]) => only(annotation, [...common, ...keys], String(type));
  const points = (value: unknown) => list(value, 'points').map((one) => number(one, 'a coordinate'));
  switch (type) {
    case 'label':
      own();
      return { kind: 'class', numbers: [] };
    case 'bbox': {
      const [x = NaN, y = NaN, w = NaN, h = NaN] = points(own('z_order', 'bbox')['bbox']);
      return { kind: 'box', numbers: [x, y, x + w, y + h] };
    }
    case 'polygon':
    case 'polyline':
      return { kind: type, numbers: points(own('z_order', 'points')['points']) };
    case 'points': {
      const { points: places, visibility } = own('z_order', 'points', 'visibility');
      check(points(places).length === 2 * points(visibility).length, 'a visibility for each point');
      check(
        points(visibility).every((one) => [0, 1, 2].includes(one)),
        'a visibility of 0, 1 or 2',
      );
      return { kind: 'keypoints', numbers: points(places) };
    }
    case 'mask': {
      const { counts, size } = only(own('z_order', 'rle')['rle'], ['counts', 'size'], 'rle');
      const [h = NaN, w = NaN] = points(size);
      const runs = runsOf(text(counts, 'counts'));
      const pixels = columnsOf(runs);
      check(runs.every((run) => run >= 0) && pixels.length === w * h, 'runs that fill the image');
      return { kind: 'mask', numbers: maskNumbers(w, h, (x, y) => pixels[x * h + y] === 1) };
    }
    default:
      throw new Error(`Expected a known type, not ${String(type)}.`);
  }
}
