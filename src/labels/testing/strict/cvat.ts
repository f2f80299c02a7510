import { check, maskNumbers, textIn, type Found, type StrictReader } from './check';

interface Tag {
  readonly name: string;
  readonly at: Readonly<Record<string, string>>;
  readonly isEnd: boolean;
  readonly isEmpty: boolean;
}

/** The elements and attributes of docs.cvat.ai/docs/manual/advanced/xml_format, version 1.1, "Annotation". */
const attributes: Readonly<Record<string, readonly string[]>> = {
  image: ['id', 'name', 'subset', 'width', 'height'],
  box: ['label', 'source', 'occluded', 'xtl', 'ytl', 'xbr', 'ybr', 'rotation', 'group_id', 'z_order'],
  polygon: ['label', 'source', 'occluded', 'points', 'group_id', 'z_order'],
  polyline: ['label', 'source', 'occluded', 'points', 'group_id', 'z_order'],
  points: ['label', 'source', 'occluded', 'outside', 'points', 'group_id', 'z_order'],
  skeleton: ['label', 'source', 'group_id', 'z_order'],
  mask: ['label', 'source', 'occluded', 'rle', 'left', 'top', 'width', 'height', 'group_id', 'z_order'],
  tag: ['label', 'source'],
  attribute: ['name'],
};

export const strictCvat: StrictReader = ([file, ...others], { paths, sizeOf }) => {
  check(file !== undefined && others.length === 0, 'one file');
  const text = textIn(file);
  check(text.startsWith('<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n<version>1.1</version>'), 'a 1.1 head');
  const names = new Set(Array.from(text.matchAll(/<label>\s*<name>([^<]*)<\/name>/g), ([, name]) => name));
  const found: Found[] = [];
  let image = '';
  let [width, height] = [0, 0];
  let skeleton: { class: string; numbers: number[] } | null = null;
  for (const tag of tagsIn(text.slice(text.indexOf('</meta>') + '</meta>'.length))) {
    const { name, at, isEnd } = tag;
    if (isEnd) {
      if (name === 'skeleton' && skeleton) found.push({ image, kind: 'keypoints', ...skeleton });
      if (name === 'skeleton') skeleton = null;
      continue;
    }
    const known = attributes[name];
    check(known !== undefined, `no element ${name}`);
    for (const key of Object.keys(at)) check(known.includes(key), `no attribute ${key} of ${name}`);
    const number = (key: string) => {
      check(/^-?\d+(?:\.\d+)?$/.test(at[key] ?? ''), `${key} of ${name} to be a number`);
      return Number(at[key]);
    };
    if (name === 'image') {
      image = at['name'] ?? '';
      check(paths.includes(image), `an image at ${image}`);
      ({ width, height } = sizeOf(image));
      check(number('width') === width && number('height') === height && Number.isInteger(number('id')), 'the image');
      continue;
    }
    if (name === 'attribute') {
      const last = found.at(-1);
      if (last) found[found.length - 1] = { ...last, flags: [...(last.flags ?? []), at['name'] ?? ''] };
      continue;
    }
    const one = { image, class: at['label'] ?? '' };
    check(names.has(one.class), `${one.class} among the labels`);
    const points = (at['points'] ?? '').split(/[;,]/).map(Number);
    if (name === 'tag') found.push({ ...one, kind: 'class', numbers: [] });
    else if (name === 'skeleton') skeleton = { class: one.class, numbers: [] };
    else if (name === 'points' && skeleton) skeleton.numbers.push(...points);
    else if (name === 'box')
      found.push({ ...one, ...boxOf(number('xtl'), number('ytl'), number('xbr'), number('ybr'), at['rotation']) });
    else if (name === 'mask') {
      const [left, top, wide, tall] = [number('left'), number('top'), number('width'), number('height')];
      const runs = (at['rle'] ?? '').split(', ').map(Number);
      check(runs.reduce((sum, run) => sum + run, 0) === wide * tall, 'runs that fill the mask');
      const pixels = new Uint8Array(wide * tall);
      let end = 0;
      for (const [index, run] of runs.entries()) pixels.fill(index % 2, end, (end += run));
      const isSet = (x: number, y: number) =>
        x >= left && x < left + wide && y >= top && y < top + tall && pixels[(y - top) * wide + x - left] === 1;
      found.push({ ...one, kind: 'mask', numbers: maskNumbers(width, height, isSet) });
    } else
      found.push({ ...one, kind: name === 'points' ? 'keypoints' : (name as 'polygon' | 'polyline'), numbers: points });
  }
  return found;
};

function boxOf(x0: number, y0: number, x1: number, y1: number, rotation = '0'): Pick<Found, 'kind' | 'numbers'> {
  if (Number(rotation) === 0) return { kind: 'box', numbers: [x0, y0, x1, y1] };
  // "rotation: degrees, clockwise", about the middle.
  const angle = (Number(rotation) * Math.PI) / 180;
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const corners = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ] as const;
  const turned = corners.flatMap(([a, b]) => [
    x + (a - x) * Math.cos(angle) - (b - y) * Math.sin(angle),
    y + (a - x) * Math.sin(angle) + (b - y) * Math.cos(angle),
  ]);
  return { kind: 'oriented', numbers: turned };
}

function tagsIn(text: string): Tag[] {
  return Array.from(
    text.matchAll(/<(\/?)(\w+)((?:\s+\w+="[^"<]*")*)\s*(\/?)>/g),
    ([, end, name = '', rest = '', empty]) => ({
      name,
      at: Object.fromEntries(
        Array.from(rest.matchAll(/\s(\w+)="([^"]*)"/g), ([, key = '', value = '']) => [key, value]),
      ),
      isEnd: end === '/',
      isEmpty: empty === '/',
    }),
  ).filter(({ name }) => name !== 'annotations');
}
