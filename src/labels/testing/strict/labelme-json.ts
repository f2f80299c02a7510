import { PNG } from 'pngjs';
import {
  beside,
  check,
  integer,
  list,
  maskNumbers,
  number,
  only,
  text,
  textIn,
  type Found,
  type StrictReader,
} from './check';

/** As `LabelFile.load` of github.com/wkentaro/labelme/blob/main/labelme/label_file.py takes it. */
export const strictLabelmeJson: StrictReader = (files, { paths, sizeOf }) => {
  const found: Found[] = [];
  for (const file of files) {
    check(file.path.endsWith('.json'), `${file.path} to be JSON`);
    const keys = ['version', 'flags', 'shapes', 'imagePath', 'imageData', 'imageHeight', 'imageWidth'];
    const top = only(JSON.parse(textIn(file)), keys, 'the top');
    text(top['version'], 'version');
    check(top['imageData'] === null, 'no data');
    const image = beside(file.path, text(top['imagePath'], 'imagePath'));
    check(paths.includes(image), `an image at ${image}`);
    const { width, height } = sizeOf(image);
    check(integer(top['imageHeight'], 'imageHeight') === height, 'the image’s height');
    check(integer(top['imageWidth'], 'imageWidth') === width, 'the image’s width');
    for (const [name, value] of Object.entries(top['flags'] as object))
      if (value === true) found.push({ image, class: name, kind: 'class', numbers: [] });
    for (const one of list(top['shapes'], 'shapes')) found.push({ image, ...shapeIn(one, width, height) });
  }
  return found;
};

const kinds = {
  polygon: 'polygon',
  rectangle: 'box',
  line: 'polyline',
  linestrip: 'polyline',
  point: 'keypoints',
  points: 'keypoints',
} as const;

function shapeIn(value: unknown, width: number, height: number): Omit<Found, 'image'> {
  const keys = ['label', 'points', 'group_id', 'description', 'shape_type', 'flags', 'mask'];
  const shape = only(value, keys, 'a shape');
  const points = list(shape['points'], 'points').map((point) => {
    check(list(point, 'a point').length === 2, 'two numbers a point');
    return (point as unknown[]).map((one) => number(one, 'a coordinate'));
  });
  if (shape['group_id'] !== null) integer(shape['group_id'], 'group_id');
  text(shape['description'], 'description');
  const flags = Object.keys(shape['flags'] as object);
  const rest = { class: text(shape['label'], 'label'), ...(flags.length > 0 && { flags }) };
  if (shape['shape_type'] === 'mask') {
    const [[x0 = 0, y0 = 0] = [], [x1 = 0, y1 = 0] = []] = points;
    const png = PNG.sync.read(Buffer.from(text(shape['mask'], 'mask'), 'base64'));
    // The program's points are the first and the last pixel.
    check(png.width === x1 - x0 + 1 && png.height === y1 - y0 + 1, 'a mask that fills its points');
    const isSet = (x: number, y: number) =>
      x >= x0 && y >= y0 && x <= x1 && y <= y1 && (png.data[((y - y0) * png.width + x - x0) * 4] ?? 0) > 0;
    return { ...rest, kind: 'mask', numbers: maskNumbers(width, height, isSet) };
  }
  check(shape['mask'] === null, 'no mask beside points');
  const kind = kinds[shape['shape_type'] as keyof typeof kinds];
  check(kind !== undefined, 'a known shape_type');
  return { ...rest, kind, numbers: points.flat() };
}
