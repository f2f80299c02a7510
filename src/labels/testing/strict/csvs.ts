import { beside, check, textIn, type Found, type StrictReader, type Text } from './check';

/** No cell of what is read here has a quote. */
function rowsOf(file: Text): string[][] {
  const lines = textIn(file).split('\n');
  check(lines.pop() === '' && !lines.some((line) => line.includes('"')), 'lines without quotes');
  return lines.map((line) => line.split(','));
}

/** From 0 to `most`, in whose unit rounding may lead out by a hundredth of a pixel. */
function digits(text: string | undefined, what: string, most: number, slack = 0): number {
  check(text !== undefined && /^-?\d+(?:\.\d+)?$/.test(text), `${what} to be a number`);
  const value = Number(text);
  check(value >= -slack && value <= most + slack, `${what} from 0 to ${most}, not ${text}`);
  return value;
}

/** As `split` and `create_tf_example` of github.com/datitran/raccoon_dataset/blob/master/generate_tfrecord.py take it. */
export const strictTensorflowCsv: StrictReader = (files, { paths, sizeOf }) =>
  files.flatMap((file) => {
    const [head = [], ...rows] = rowsOf(file);
    check(head.join() === 'filename,width,height,class,xmin,ymin,xmax,ymax', 'the head');
    return rows.map(([name = '', w, h, className = '', ...sides]): Found => {
      const image = beside(file.path, name);
      check(paths.includes(image), `an image at ${image}`);
      const { width, height } = sizeOf(image);
      check(Number(w) === width && Number(h) === height && sides.length === 4, 'the image’s size and four sides');
      check(className !== '', 'a class');
      const numbers = sides.map((side, at) => digits(side, 'a side', at % 2 === 0 ? width : height, 0.01));
      check(numbers[0]! < numbers[2]! && numbers[1]! < numbers[3]!, 'a box with an area');
      return { image, class: className, kind: 'box', numbers };
    });
  });

/**
 * The image that an id means: the path, as `_image_paths_by_id` of Datumaro's data_formats/open_images.py has it below
 * `images/train` and so on, or the name without its extension, which only one image of the split may have.
 */
function imageOf(id: string, split: string | null, paths: readonly string[]): string | undefined {
  const named = (test: (name: string) => boolean) => paths.filter((path) => test(`/${path.replace(/\.\w+$/, '')}`));
  const alike = named((name) => name.endsWith(`/${id}`));
  const folder = split === 'validation' ? 'val' : split;
  const ways = [
    named((name) => name === `/${id}`),
    named((name) => name.endsWith(`/images/${split}/${id}`)),
    alike,
    alike.filter((path) => path.split('/').some((part) => folder !== null && part.startsWith(folder))),
  ];
  return ways.find(({ length }) => length === 1)?.[0];
}

/** The tables of storage.googleapis.com/openimages/web/download_v7.html, "Data formats". */
export const strictOpenImages: StrictReader = (files, { paths, sizeOf }) => {
  const descriptions = files.find(({ path }) => path.endsWith('class-descriptions-boxable.csv'));
  check(descriptions !== undefined, 'class-descriptions');
  const names = new Map(rowsOf(descriptions).map(([id = '', name = '']) => [id, name]));
  return files.flatMap((file): Found[] => {
    if (file === descriptions) return [];
    const split = /\/(train|validation|test)-[^/]*$/.exec(file.path)?.[1] ?? null;
    const common = (id = '', label = '') => {
      const image = imageOf(id, split, paths);
      check(image !== undefined && names.has(label), `one image ${id} and a class ${label}`);
      return { image, class: names.get(label) ?? '' };
    };
    const [head = [], ...rows] = rowsOf(file);
    if (/annotations-human-imagelabels\.csv$/.test(file.path)) {
      check(head.join() === 'ImageID,Source,LabelName,Confidence', 'the head');
      return rows.map(([id, , label, confidence]) => {
        check(confidence === '1', 'somebody to have seen it');
        return { ...common(id, label), kind: 'class', numbers: [] };
      });
    }
    // Images without a split have no word for it before the name.
    check(/\/(?:(?:train|validation|test)-)?annotations-bbox\.csv$/.test(file.path), `${file.path} to be of boxes`);
    const flags = ['IsOccluded', 'IsTruncated', 'IsGroupOf', 'IsDepiction', 'IsInside'];
    check(head.join() === ['ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax', ...flags].join(), 'the head');
    return rows.map(([id, source = '', label, confidence, x0, x1, y0, y1, ...set]) => {
      check(['xclick', 'activemil'].includes(source), 'a source');
      check(set.length === 5 && set.every((one) => ['1', '0', '-1'].includes(one)), 'five attributes of 1, 0 or −1');
      const one = common(id, label);
      const { width, height } = sizeOf(one.image);
      const sides = [x0, y0, x1, y1].map((side, at) => digits(side, 'a side', 1, 0.01 / (at % 2 === 0 ? width : height))); // prettier-ignore
      check(sides[0]! < sides[2]! && sides[1]! < sides[3]!, 'a box with an area');
      return {
        ...one,
        kind: 'box',
        numbers: sides.map((side, at) => side * (at % 2 === 0 ? width : height)),
        flags: flags.filter((_, at) => set[at] === '1'),
        score: digits(confidence, 'Confidence', 1),
      };
    });
  });
};
