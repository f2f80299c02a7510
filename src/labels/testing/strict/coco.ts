import { PNG } from 'pngjs';
import { check, integer, list, maskNumbers, number, text, textIn, type Found, type StrictReader } from './check';

type Row = Readonly<Record<string, unknown>>;

/** What both kinds of file share: cocodataset.org/#format-data, "The annotations are stored using JSON". */
function headOf(top: Row, { paths, sizeOf }: Parameters<StrictReader>[1]) {
  const names = new Map(
    (list(top['categories'], 'categories') as Row[]).map((one) => [
      integer(one['id'], 'id'),
      text(one['name'], 'name'),
    ]),
  );
  check(names.size === (top['categories'] as unknown[]).length, 'ids that are one category’s alone');
  const images = new Map(
    (list(top['images'], 'images') as Row[]).map((one) => {
      const said = text(one['file_name'], 'file_name');
      // From the folder of images on, which is told apart from the file.
      const found = paths.filter((path) => path === said || path.endsWith(`/${said}`));
      check(found.length > 0, `an image at ${said}`);
      const { width, height } = sizeOf(found[0]!);
      check(one['width'] === width && one['height'] === height, `the size of ${said}`);
      return [integer(one['id'], 'id'), { image: found[0]!, width, height }];
    }),
  );
  check(images.size === (top['images'] as unknown[]).length, 'ids that are one image’s alone');
  const common = (one: Row, category: unknown) => {
    const image = images.get(integer(one['image_id'], 'image_id'));
    const name = names.get(integer(category, 'category_id'));
    check(image !== undefined && name !== undefined, 'an image and a category of these ids');
    return { ...image, name };
  };
  return { images, common };
}

const jsons = (files: Parameters<StrictReader>[0], name: string) =>
  files
    .filter(({ path }) => path.startsWith(`annotations/${name}`) && path.endsWith('.json'))
    .map((file) => JSON.parse(textIn(file)) as Row);

export const strictCoco: StrictReader = (files, given) => {
  const tops = jsons(files, 'instances');
  check(tops.length === files.length && tops.length > 0, 'instances alone');
  return tops.flatMap((top) => {
    const { common } = headOf(top, given);
    const ids = new Set<number>();
    return (list(top['annotations'], 'annotations') as Row[]).map((one): Found => {
      const { image, name, width, height } = common(one, one['category_id']);
      ids.add(integer(one['id'], 'id'));
      check(one['iscrowd'] === undefined || one['iscrowd'] === 0 || one['iscrowd'] === 1, 'iscrowd of 0 or 1');
      const found = { image, class: name };
      const shape = one['segmentation'];
      if (Array.isArray(shape))
        for (const ring of shape) check(list(ring, 'a ring').length >= 6 && (ring as []).length % 2 === 0, 'a polygon');
      else if (shape !== undefined) {
        const { size } = shape as Row;
        check(JSON.stringify(size) === JSON.stringify([height, width]), 'a mask of the image’s size');
      }
      if (one['keypoints'] !== undefined) check(list(one['keypoints'], 'keypoints').length % 3 === 0, 'threes');
      const [x = NaN, y = NaN, w = NaN, h = NaN] = list(one['bbox'], 'bbox').map((side) => number(side, 'a side'));
      number(one['area'], 'area');
      return { ...found, kind: 'box', numbers: [x, y, x + w, y + h] };
    });
  });
};

export const strictPanoptic: StrictReader = (files, given) => {
  const tops = jsons(files, 'panoptic');
  const pngs = new Map(files.filter(({ path }) => path.endsWith('.png')).map(({ path, bytes }) => [path, bytes]));
  check(tops.length + pngs.size === files.length && tops.length > 0, 'panoptic JSON and PNGs alone');
  const found = files
    .filter(({ path }) => path.endsWith('.json'))
    .flatMap((file, at): Found[] => {
      const top = tops[at]!;
      const { common } = headOf(top, given);
      return (list(top['annotations'], 'annotations') as Row[]).flatMap((one) => {
        const path = `${file.path.replace(/\.json$/, '')}/${text(one['file_name'], 'file_name')}`;
        const png = PNG.sync.read(Buffer.from(pngs.get(path) ?? []));
        pngs.delete(path);
        const values = new Uint32Array(png.width * png.height).map(
          (_, pixel) => png.data[4 * pixel]! + 256 * png.data[4 * pixel + 1]! + 65536 * png.data[4 * pixel + 2]!,
        );
        const told = new Set([0]);
        const segments = (list(one['segments_info'], 'segments_info') as Row[]).map((segment): Found => {
          const { image, name, width, height } = common(one, segment['category_id']);
          check(png.width === width && png.height === height, 'a PNG of the image’s size');
          const id = integer(segment['id'], 'id');
          told.add(id);
          const numbers = maskNumbers(width, height, (x, y) => values[y * width + x] === id);
          const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, area] = numbers;
          check(segment['area'] === area, 'its area');
          check(JSON.stringify(segment['bbox']) === JSON.stringify([x0, y0, x1 - x0, y1 - y0]), 'its box');
          return { image, class: name, kind: 'mask', numbers };
        });
        check(
          values.every((value) => told.has(value)),
          'a segment for each value',
        );
        return segments;
      });
    });
  check(pngs.size === 0, 'no PNG that nothing tells of');
  return found;
};
