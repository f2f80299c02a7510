import { check, integer, list, maskNumbers, number, only, text, textIn, type Found, type StrictReader } from './check';

/** The fields of labelstud.io/guide/task_format and of each tool's page (labelstud.io/tags). */
export const strictLabelStudio: StrictReader = (files, { paths, sizeOf }) =>
  files.flatMap((file) =>
    list(JSON.parse(textIn(file)), 'the top').flatMap((value) => {
      const task = only(value, ['data', 'annotations'], 'a task');
      const { image: address } = only(task['data'], ['image'], 'data');
      const image = new URL(text(address, 'image'), 'http://a').searchParams.get('d') ?? '';
      check(paths.includes(image), `an image at ${image}`);
      const { width, height } = sizeOf(image);
      const [annotation] = list(task['annotations'], 'annotations');
      return list(only(annotation, ['result'], 'an annotation')['result'], 'result').map((one): Found => {
        const { type, value: place } = one as { readonly type?: unknown; readonly value?: unknown };
        if (type === 'choices') {
          only(one, ['id', 'from_name', 'to_name', 'type', 'value'], 'a choice');
          const [name] = list(only(place, ['choices'], 'value')['choices'], 'choices');
          return { image, class: text(name, 'a choice'), kind: 'class', numbers: [] };
        }
        const keys = [
          'id',
          'from_name',
          'to_name',
          'image_rotation',
          'original_width',
          'original_height',
          'type',
          'value',
        ];
        const result = only(one, keys, 'a result');
        check(result['original_width'] === width && result['original_height'] === height, 'the image’s size');
        text(result['id'], 'id');
        const name = list((place as Record<string, unknown>)[text(type, 'type')], 'its classes');
        check(name.length === 1, 'one class');
        return { image, class: text(name[0], 'a class'), ...placeIn(String(type), place, width, height) };
      });
    }),
  );

function placeIn(type: string, value: unknown, width: number, height: number): Pick<Found, 'kind' | 'numbers'> {
  const own = (...keys: string[]) => only(value, [...keys, type], type);
  if (type === 'rectanglelabels') {
    const all = own('x', 'y', 'width', 'height', 'rotation');
    const [x, y] = [(number(all['x'], 'x') * width) / 100, (number(all['y'], 'y') * height) / 100];
    const [w, h] = [(number(all['width'], 'width') * width) / 100, (number(all['height'], 'height') * height) / 100];
    const angle = (number(all['rotation'], 'rotation') * Math.PI) / 180;
    if (angle === 0) return { kind: 'box', numbers: [x, y, x + w, y + h] };
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const corners = [x, y, x + w * c, y + w * s, x + w * c - h * s, y + w * s + h * c, x - h * s, y + h * c];
    return { kind: 'oriented', numbers: corners };
  }
  if (type === 'polygonlabels') {
    const all = own('points', 'closed');
    check(all['closed'] === true, 'a closed polygon');
    const points = list(all['points'], 'points').flatMap((point) => {
      const [x, y] = list(point, 'a point');
      return [(number(x, 'x') * width) / 100, (number(y, 'y') * height) / 100];
    });
    return { kind: 'polygon', numbers: points };
  }
  if (type === 'keypointlabels') {
    const all = own('x', 'y', 'width');
    return {
      kind: 'keypoints',
      numbers: [(number(all['x'], 'x') * width) / 100, (number(all['y'], 'y') * height) / 100],
    };
  }
  check(type === 'brushlabels', 'a known tool');
  const all = own('format', 'rle');
  check(all['format'] === 'rle', 'runs');
  const flat = decoded(list(all['rle'], 'rle').map((byte) => integer(byte, 'a byte')));
  check(flat.length === width * height * 4, 'four channels of each pixel');
  return { kind: 'mask', numbers: maskNumbers(width, height, (x, y) => (flat[(y * width + x) * 4 + 3] ?? 0) > 0) };
}

/** `decode_rle` of github.com/HumanSignal/label-studio-converter/blob/master/label_studio_converter/brush.py, bit after bit. */
function decoded(bytes: readonly number[]): Uint8Array {
  check(
    bytes.every((byte) => byte >= 0 && byte < 256),
    'bytes',
  );
  let at = 0;
  const read = (size: number) => {
    let value = 0;
    for (const end = at + size; at < end; at++) value = value * 2 + (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1);
    return value;
  };
  const num = read(32);
  const word = read(5) + 1;
  const sizes = [0, 0, 0, 0].map(() => read(4) + 1);
  const out = new Uint8Array(num);
  let i = 0;
  while (i < num) {
    const same = read(1);
    const end = i + 1 + read(sizes[read(2)] ?? 0);
    check(end <= num && at <= 8 * bytes.length, 'runs that end with the pixels');
    if (same) out.fill(read(word), i, end);
    else for (let to = i; to < end; to++) out[to] = read(word);
    i = end;
  }
  return out;
}
