import { parse } from 'yaml';
import { check, textIn, type Found, type StrictReader } from './check';

type Kind = 'detect' | 'segment' | 'pose' | 'obb';

interface Data {
  readonly names: Readonly<Record<string, string>>;
  readonly kpt_shape?: readonly [number, number];
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
    // As its check_class_names has it.
    const many = Object.keys(data.names).length;
    check(
      Object.keys(data.names).every((id) => Number(id) < many),
      `numbers below ${many}`,
    );
    check(data['nc'] === undefined || data['nc'] === many, `as many names as nc says`);
    const read = new Set(['data.yaml']);
    const found: Found[] = [];
    const listed = new Set<string>();
    for (const split of ['train', 'val', 'test']) {
      const folders = [data[split] ?? []].flat() as string[];
      if (split !== 'test') check(folders.length > 0, `${split} to be said`);
      for (const folder of folders) {
        const list = texts.get(folder);
        if (list !== undefined) {
          read.add(folder);
          check(list !== '' && list.endsWith('\n'), `images in ${folder}`);
          for (const line of list.split('\n').slice(0, -1)) listed.add(localTo(folder, line, paths));
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

/** As `get_img_files` of ultralytics/data/base.py: from the list's own folder on where it begins with `./`. */
function localTo(list: string, line: string, paths: readonly string[]): string {
  check(line.startsWith('./'), `a path from the list on, not ${line}`);
  const image = line.replaceAll('./', list.slice(0, list.lastIndexOf('/') + 1));
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
    return { ...one, kind: 'polygon', numbers: scaled };
  }
  const [many, each] = data.kpt_shape ?? [0, 0];
  check(values.length === 4 + (kind === 'pose' ? many * each : 0), 'as many numbers as are said');
  const [x = 0, y = 0, w = 0, h = 0] = scaled;
  return { ...one, kind: 'box', numbers: [x - w / 2, y - h / 2, x + w / 2, y + h / 2] };
}
