import { check, textIn, type Found, type StrictReader } from './check';

const keys = ['classes', 'train', 'valid', 'names', 'backup'];

/**
 * Darknet's data file, names, lists of images and rows, as github.com/AlexeyAB/darknet tells of them ("How to train to
 * detect your custom objects"), run where `obj.data` lies.
 */
export const strictDarknet: StrictReader = (files, { paths, sizeOf }) => {
  const texts = new Map(files.map((file) => [file.path, textIn(file)]));
  const [data, ...others] = [...texts.keys()].filter((path) => path.endsWith('.data'));
  check(data !== undefined && others.length === 0, 'one .data file');
  const folder = data.slice(0, data.lastIndexOf('/') + 1);
  const at = (path: string) => {
    const parts = `${folder}${path}`.split('/');
    for (let up = parts.indexOf('..'); up > 0; up = parts.indexOf('..')) parts.splice(up - 1, 2);
    return parts.join('/');
  };
  const linesOf = (path: string) => {
    const text = texts.get(path);
    check(text !== undefined, `a file ${path}`);
    check(text === '' || text.endsWith('\n'), `${path} to end with a line's end`);
    return text.split('\n').slice(0, -1);
  };
  const said = new Map(
    linesOf(data).map((line) => {
      const [key = '', value = '', ...rest] = line.split(' = ');
      check(keys.includes(key) && value !== '' && rest.length === 0, `a key and a value, not ${line}`);
      return [key, value];
    }),
  );
  check(said.size === keys.length, `each of ${keys.join(', ')}`);
  const names = linesOf(at(said.get('names')!));
  check(String(names.length) === said.get('classes'), `as many names as classes`);
  const read = new Set<string>([data, at(said.get('names')!)]);
  const listed = new Set<string>();
  for (const key of ['train', 'valid']) {
    read.add(at(said.get(key)!));
    for (const line of linesOf(at(said.get(key)!))) listed.add(at(line));
  }
  check(paths.every((path) => listed.has(path)) && listed.size === paths.length, 'each image in a list');
  const found = [...listed].flatMap((image) => {
    // As its replace_image_to_label has it.
    const rows = image.replace('/images/', '/labels/').replace(/\.jpg$/, '.txt');
    read.add(rows);
    const { width, height } = sizeOf(image);
    return linesOf(rows).map((line): Found => {
      check(/^\d+(?: \d+(?:\.\d+)?){4}$/.test(line), `a class and four fractions, not ${line}`);
      const [id = 0, x = 0, y = 0, w = 0, h = 0] = line.split(' ').map(Number);
      check(id < names.length, `a class below ${names.length}`);
      const numbers = [(x - w / 2) * width, (y - h / 2) * height, (x + w / 2) * width, (y + h / 2) * height];
      return { image, class: names[id]!, kind: 'box', numbers };
    });
  });
  for (const path of texts.keys()) check(read.has(path), `no file ${path} that nothing tells of`);
  return found;
};
