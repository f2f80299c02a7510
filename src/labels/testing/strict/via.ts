import { check, list, number, only, text, textIn, type Found, type StrictReader } from './check';

/** As `import_annotations_from_json` of gitlab.com/vgg/via/-/blob/master/via-2.x.y/src/via.js takes it. */
export const strictVia: StrictReader = (files, { paths }) => {
  const [file, ...more] = files;
  check(file !== undefined && more.length === 0 && file.path === 'via_region_data.json', 'one file');
  return Object.entries(JSON.parse(textIn(file)) as object).flatMap(([id, value]) => {
    const entry = only(value, ['filename', 'size', 'regions', 'file_attributes'], 'an image');
    const image = text(entry['filename'], 'filename');
    check(id === image + String(entry['size']), 'an id of name and size');
    check(paths.includes(image), `an image at ${image}`);
    return list(entry['regions'], 'regions').map((one): Found => {
      const region = only(one, ['shape_attributes', 'region_attributes'], 'a region');
      const name = text((region['region_attributes'] as { class?: unknown }).class, 'class');
      return { image, class: name, ...placeIn(region['shape_attributes'] as object) };
    });
  });
};

function placeIn(shape: object): Pick<Found, 'kind' | 'numbers'> {
  const { name } = shape as { readonly name?: unknown };
  const numbers = (...keys: string[]) => {
    const all = only(shape, ['name', ...keys], 'a shape');
    return keys.map((key) => number(all[key], key));
  };
  if (name === 'rect') {
    const [x = NaN, y = NaN, w = NaN, h = NaN] = numbers('x', 'y', 'width', 'height');
    return { kind: 'box', numbers: [x, y, x + w, y + h] };
  }
  if (name === 'point') return { kind: 'keypoints', numbers: numbers('cx', 'cy') };
  check(name === 'polygon' || name === 'polyline', 'a known shape');
  const all = only(shape, ['name', 'all_points_x', 'all_points_y'], 'a shape');
  const ys = list(all['all_points_y'], 'all_points_y');
  const xs = list(all['all_points_x'], 'all_points_x');
  check(xs.length === ys.length, 'as many x as y');
  return { kind: name, numbers: xs.flatMap((x, at) => [number(x, 'x'), number(ys[at], 'y')]) };
}
