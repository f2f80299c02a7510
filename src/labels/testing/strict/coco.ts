import { PNG } from 'pngjs';
import { check, integer, list, maskNumbers, number, only, text, textIn, type Found, type StrictReader } from './check';
import { columnsOf, runsOf } from './runs';

type Row = Readonly<Record<string, unknown>>;
type Shape = Pick<Found, 'kind' | 'numbers'>;

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
  const [instances, keypoints] = [jsons(files, 'instances'), jsons(files, 'person_keypoints')];
  const tops = [...instances, ...keypoints];
  check(tops.length === files.length && tops.length > 0, 'instances or keypoints alone');
  const hasPoints = tops.some((top) => (top['annotations'] as Row[]).some((one) => one['keypoints'] !== undefined));
  check(!hasPoints || instances.length === 0, 'keypoints in files of their name');
  return tops.flatMap((top) => {
    const { common } = headOf(top, given);
    const points = new Map((top['categories'] as Row[]).map((one) => [one['id'], pointsIn(one)]));
    const ids = new Set<number>();
    return (list(top['annotations'], 'annotations') as Row[]).map((one): Found => {
      const { image, name, ...size } = common(one, one['category_id']);
      const id = integer(one['id'], 'id');
      check(!ids.has(id), `an id that is one annotation’s alone, not ${id} again`);
      ids.add(id);
      check(one['iscrowd'] === undefined || one['iscrowd'] === 0 || one['iscrowd'] === 1, 'iscrowd of 0 or 1');
      const sides = list(one['bbox'], 'bbox').map((side) => number(side, 'a side'));
      const [x = 0, y = 0, w = 0, h = 0] = sides;
      check(sides.length === 4 && w >= 0 && h >= 0, 'a corner, a width and a height');
      const box = [x, y, x + w, y + h];
      const area = number(one['area'], 'area');
      // Larger than its box it may have been read.
      check(area >= 0, `an area from 0, not ${area}`);
      const beside = [
        ...shapesIn(one['segmentation'], size, one['iscrowd'] === 1 ? null : box),
        ...keypointsIn(one, points.get(one['category_id'])!),
      ];
      const [first, ...others] = beside;
      if (first?.kind === 'mask') check(first.numbers[4] === area, `an area of as many pixels as are set, not ${area}`);
      if (first?.kind === 'polygon' && others.every(({ kind }) => kind !== 'polygon'))
        check(Math.abs(areaOf(first.numbers) - area) < 1 + area / 100, `the area of its polygon, not ${area}`);
      return { image, class: name, kind: 'box', numbers: box, ...(beside.length > 0 && { beside }) };
    });
  });
};

/** How many keypoints a category names. */
function pointsIn(category: Row): number {
  if (category['keypoints'] === undefined) return 0;
  const names = list(category['keypoints'], 'keypoints');
  names.forEach((name) => text(name, 'a keypoint'));
  return names.length;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Polygons or runs, within their box as far as whole pixels reach; the boxes of crowds say less, and are none here. */
function shapesIn(shape: unknown, { width, height }: Size, box: readonly number[] | null): Shape[] {
  if (shape === undefined) return [];
  const [x0 = -Infinity, y0 = -Infinity, x1 = Infinity, y1 = Infinity] = box ?? [];
  const isIn = (numbers: readonly number[]) => {
    const held = numbers.every((value, at) => (at % 2 === 0 ? value > x0 - 1 && value < x1 + 1 : value > y0 - 1 && value < y1 + 1)); // prettier-ignore
    check(held, 'a shape in its box');
    return numbers;
  };
  if (Array.isArray(shape))
    return shape.map((ring) => {
      check(list(ring, 'a ring').length >= 6 && (ring as []).length % 2 === 0, 'a polygon');
      return { kind: 'polygon', numbers: isIn((ring as unknown[]).map((one) => number(one, 'a coordinate'))) };
    });
  const { size, counts } = only(shape, ['size', 'counts'], 'a mask');
  check(JSON.stringify(size) === JSON.stringify([height, width]), 'a mask of the image’s size');
  const runs = typeof counts === 'string' ? runsOf(counts) : list(counts, 'counts').map((run) => integer(run, 'a run'));
  const columns = columnsOf(runs);
  check(runs.every((run) => run >= 0) && columns.length === width * height, 'runs that fill the image');
  const numbers = maskNumbers(width, height, (x, y) => columns[x * height + y] === 1);
  isIn(numbers.slice(0, 4));
  return [{ kind: 'mask', numbers }];
}

/** "x, y and v; v = 0: not labeled (in which case x = y = 0), 1: labeled but not visible, 2: labeled and visible". */
function keypointsIn({ keypoints, num_keypoints: many }: Row, named: number): Shape[] {
  if (keypoints === undefined) return [];
  const values = list(keypoints, 'keypoints').map((one) => number(one, 'a coordinate'));
  // A category may leave the names out.
  const wanted = named === 0 ? 3 * Math.ceil(values.length / 3) : 3 * named;
  check(values.length === wanted, `three numbers for each of ${named} keypoints, not ${values.length}`);
  const seen = values.filter((_, at) => at % 3 === 2);
  check(
    seen.every((one) => [0, 1, 2].includes(one)),
    'a visibility of 0, 1 or 2',
  );
  seen.forEach((one, at) => check(one > 0 || (values[3 * at] === 0 && values[3 * at + 1] === 0), 'no place of what is not labelled')); // prettier-ignore
  check(integer(many, 'num_keypoints') === seen.filter((one) => one > 0).length, 'as many keypoints as num_keypoints');
  return [{ kind: 'keypoints', numbers: values.filter((_, at) => at % 3 < 2) }];
}

function areaOf(ring: readonly number[]): number {
  const { length } = ring;
  let twice = 0;
  for (let at = 0; at < length; at += 2)
    twice += ring[at]! * ring[(at + 3) % length]! - ring[(at + 2) % length]! * ring[at + 1]!;
  return Math.abs(twice) / 2;
}

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
        check(pngs.delete(path), `a PNG of its own at ${path}`);
        const values = new Uint32Array(png.width * png.height).map(
          (_, pixel) => png.data[4 * pixel]! + 256 * png.data[4 * pixel + 1]! + 65536 * png.data[4 * pixel + 2]!,
        );
        const told = new Set([0]);
        const segments = (list(one['segments_info'], 'segments_info') as Row[]).map((segment): Found => {
          const { image, name, width, height } = common(one, segment['category_id']);
          check(png.width === width && png.height === height, 'a PNG of the image’s size');
          const id = integer(segment['id'], 'id');
          check(!told.has(id), `an id that is one segment’s alone, not ${id} again`);
          told.add(id);
          check(segment['iscrowd'] === undefined || segment['iscrowd'] === 0 || segment['iscrowd'] === 1, 'iscrowd of 0 or 1'); // prettier-ignore
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
