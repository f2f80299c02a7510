import { parse } from 'yaml';
import { check, list, textIn, type Found, type StrictReader } from './check';

type Kind = 'detect' | 'segment' | 'pose' | 'obb';

interface Data {
  readonly names: Readonly<Record<string, string>>;
  readonly nc?: unknown;
  readonly kpt_shape?: readonly [number, number];
  readonly flip_idx?: unknown;
}

/**
 * `data.yaml` and rows as docs.ultralytics.com/datasets tells of them (detect, segment, pose, obb), images found as
 * `img2label_paths` of github.com/ultralytics/ultralytics/blob/main/ultralytics/data/utils.py does: the last folder `images`
 * is `labels`, else rows lie beside their image.
 */
export const strictYolo =
  (kind: Kind): StrictReader =>
  (files, { paths, sizeOf }) => {
    const texts = new Map(files.map((file) => [file.path, textIn(file)]));
    const data = parse(texts.get('data.yaml') ?? '') as (Data & Record<string, unknown>) | null;
    check(data !== null, 'a data.yaml');
    check(
      Object.entries(data.names).every(([id, name]) => /^\d+$/.test(id) && typeof name === 'string'),
      'names by number',
    );
    checkData(data);
    const read = new Set(['data.yaml']);
    const found: Found[] = [];
    const listed = new Set<string>();
    for (const split of ['train', 'val', 'test']) {
      const folders = [data[split] ?? []].flat() as string[];
      if (split !== 'test') check(folders.length > 0, `${split} to be said`);
      for (const folder of folders) {
        const text = texts.get(folder);
        if (text !== undefined) {
          read.add(folder);
          check(text !== '' && text.endsWith('\n'), `images in ${folder}`);
          for (const line of text.split('\n').slice(0, -1)) listed.add(localTo(folder, line, paths));
          continue;
        }
        const inside = paths.filter((path) => folder === '.' || path.startsWith(`${folder}/`));
        check(inside.length > 0, `images in ${folder}`);
        for (const image of inside) listed.add(image);
      }
    }
    check(
      paths.every((path) => listed.has(path)),
      'each image in a split',
    );
    for (const image of listed) {
      const at = `/${image}`.lastIndexOf('/images/');
      const path = at < 0 ? image : `${image.slice(0, at)}labels${image.slice(at + 'images'.length)}`;
      const rows = `${path.slice(0, path.lastIndexOf('.'))}.txt`;
      const text = texts.get(rows);
      check(text !== undefined && (text === '' || text.endsWith('\n')), `rows in ${rows}`);
      read.add(rows);
      for (const line of text.split('\n').slice(0, -1)) found.push(rowOf(line, kind, data, image, sizeOf(image)));
    }
    for (const path of texts.keys()) check(read.has(path), `no file ${path} that nothing tells of`);
    return found;
  };

/** As `check_class_names` and `check_det_dataset` of ultralytics take it. */
function checkData({ names, nc, kpt_shape: shape, flip_idx: flip }: Data): void {
  const many = Object.keys(names).length;
  check(
    Object.keys(names).every((id) => Number(id) < many),
    `numbers below ${many}`,
  );
  check(many > 0 && (nc === undefined || nc === many), `nc to be the ${many} of names, not ${String(nc)}`);
  if (shape === undefined) return check(flip === undefined, 'no flip_idx without keypoints');
  check(Array.isArray(shape) && shape.length === 2, 'kpt_shape of two numbers');
  const [points, values] = shape;
  check(Number.isInteger(points) && points > 0 && (values === 2 || values === 3), 'kpt_shape of points and 2 or 3');
  if (flip === undefined) return;
  const all = new Set(list(flip, 'flip_idx'));
  check(all.size === points && Array.from({ length: points }, (_, at) => all.has(at)).every(Boolean), 'flip_idx to name each keypoint once'); // prettier-ignore
}

/** As `get_img_files` of ultralytics/data/base.py: from the list's own folder on where it begins with `./`. */
function localTo(file: string, line: string, paths: readonly string[]): string {
  check(line.startsWith('./'), `a path from the list on, not ${line}`);
  const image = line.replaceAll('./', file.slice(0, file.lastIndexOf('/') + 1));
  check(paths.includes(image), `an image ${image}`);
  return image;
}

function rowOf(
  line: string,
  kind: Kind,
  data: Data,
  image: string,
  { width, height }: { readonly width: number; readonly height: number },
): Found {
  check(/^\d+(?: -?\d+(?:\.\d+)?)+$/.test(line), `numbers, not ${line}`);
  const [id = '', ...words] = line.split(' ');
  const name = data.names[id];
  check(name !== undefined, `a name of ${id}`);
  const values = words.map(Number);
  const scaled = values.map((value, at) => value * (at % 2 === 0 ? width : height));
  const one = { image, class: name };
  if (kind === 'obb') {
    check(values.length === 8, 'four corners');
    return { ...one, kind: 'oriented', numbers: scaled };
  }
  if (kind === 'segment' && values.length > 4) {
    check(values.length >= 6 && values.length % 2 === 0, 'three points or more');
    check(values.every(isFraction), `points from 0 to 1, not ${line}`);
    return { ...one, kind: 'polygon', numbers: scaled };
  }
  const [many, each] = kind === 'pose' ? (data.kpt_shape ?? [0, 0]) : [0, 0];
  check(values.length === 4 + many * each, 'as many numbers as are said');
  check(values.slice(0, 4).every(isFraction), `a middle and sides from 0 to 1, not ${line}`);
  const [x = 0, y = 0, w = 0, h = 0] = scaled;
  const box = { ...one, kind: 'box', numbers: [x - w / 2, y - h / 2, x + w / 2, y + h / 2] } as const;
  if (many === 0) return box;
  const points = Array.from({ length: many }, (_, at) => values.slice(4 + at * each, 4 + (at + 1) * each));
  const numbers = points.flatMap(([px = NaN, py = NaN, seen = 2]) => {
    check([0, 1, 2].includes(seen), `a visibility of 0, 1 or 2, not ${seen}`);
    check(isFraction(px) && isFraction(py), `a keypoint from 0 to 1, not ${px}, ${py}`);
    return [px * width, py * height];
  });
  return { ...box, beside: [{ kind: 'keypoints', numbers }] };
}

/** As `verify_image_label` of ultralytics/data/utils.py holds them, but for what six decimals round. */
const isFraction = (value: number) => value > -1e-6 && value < 1 + 1e-6;
