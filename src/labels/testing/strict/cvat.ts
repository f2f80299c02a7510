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
  for (const tag of tagsIn(`<annotations>${text.slice(text.indexOf('</meta>') + '</meta>'.length)}`)) {
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
    for (const key of ['occluded', 'outside']) check(/^[01]?$/.test(at[key] ?? ''), `${key} of 0 or 1`);
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
    const points = pointsOf(at['points'] ?? '', fewest[name] ?? 0);
    if (name === 'tag') found.push({ ...one, kind: 'class', numbers: [] });
    else if (name === 'skeleton') skeleton = { class: one.class, numbers: [] };
    else if (name === 'points' && skeleton) skeleton.numbers.push(...points);
    else if (name === 'box')
      found.push({ ...one, ...boxOf(number('xtl'), number('ytl'), number('xbr'), number('ybr'), at['rotation']) });
    else if (name === 'mask') {
      const [left, top, wide, tall] = [number('left'), number('top'), number('width'), number('height')];
      check(/^\d+(?:, \d+)*$/.test(at['rle'] ?? ''), `runs, not ${at['rle']}`);
      const runs = at['rle']!.split(', ').map(Number);
      check(left >= 0 && top >= 0 && left + wide <= width && top + tall <= height, 'a mask in the image');
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

/** How many points a shape has at least; none where it has no such attribute. */
const fewest: Readonly<Record<string, number>> = { polygon: 3, polyline: 2, points: 1 };

function pointsOf(text: string, atLeast: number): number[] {
  if (atLeast === 0) return [];
  const pairs = text.split(';');
  for (const pair of pairs) check(/^-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?$/.test(pair), `points x,y, not ${pair}`);
  check(pairs.length >= atLeast, `${atLeast} points or more, not ${text}`);
  return pairs.flatMap((pair) => pair.split(',').map(Number));
}

function boxOf(x0: number, y0: number, x1: number, y1: number, rotation = '0'): Pick<Found, 'kind' | 'numbers'> {
  check(/^-?\d+(?:\.\d+)?$/.test(rotation), `degrees, not ${rotation}`);
  check(x0 < x1 && y0 < y1, `a box that is not inside out, not ${x0}, ${y0}, ${x1}, ${y1}`);
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

/** The tags of a text that has nothing else but spaces between them, and values in attributes; each that begins ends in order. */
function tagsIn(text: string): Tag[] {
  const tags: Tag[] = [];
  const open: string[] = [];
  for (let at = 0; at < text.length;) {
    const start = text.indexOf('<', at);
    const between = text.slice(at, start < 0 ? text.length : start);
    check(between.trim() === '' || open.at(-1) === 'attribute', `no text “${between.trim()}” between the tags`);
    if (start < 0) break;
    const end = text.indexOf('>', start) + 1;
    check(end > 0, 'a tag that ends');
    const tag = tagOf(text.slice(start, end));
    if (tag.isEnd) check(open.pop() === tag.name, `no end of ${tag.name} here`);
    else if (!tag.isEmpty) open.push(tag.name);
    if (tag.name !== 'annotations') tags.push(tag);
    at = end;
  }
  check(open.length === 0, `an end of ${open.join()}`);
  return tags;
}

function tagOf(tag: string): Tag {
  const end = /^<\/(\w+)>$/.exec(tag)?.[1];
  if (end !== undefined) return { name: end, at: {}, isEnd: true, isEmpty: false };
  const [, name, rest, empty] = /^<(\w+)((?:\s\w+="[^"]*")*)(\/?)>$/.exec(tag) ?? [];
  check(name !== undefined && rest !== undefined, `a tag, not ${tag}`);
  const pairs = Array.from(rest.matchAll(/\s(\w+)="([^"]*)"/g), ([, key = '', value = '']) => [key, value] as const);
  const at = Object.fromEntries(pairs);
  check(Object.keys(at).length === pairs.length, `each attribute once in ${tag}`);
  return { name, at, isEnd: false, isEmpty: empty === '/' };
}
