import { PNG } from 'pngjs';
import { beside, check, list, maskNumbers, number, text, textIn, type Found, type StrictReader } from './check';

/** Metadata of huggingface.co/docs/datasets/image_dataset, "Object detection" and "Image classification". */
export const strictImagefolder: StrictReader = (files, { paths }) =>
  files.flatMap((file) => {
    check(/(?:^|\/)metadata\.jsonl$/.test(file.path), `${file.path} to be metadata`);
    const lines = textIn(file).split('\n');
    check(lines.pop() === '', 'a line’s end at the end');
    const named = new Set<string>();
    return lines.flatMap((line): Found[] => {
      const row = JSON.parse(line) as Readonly<Record<string, unknown>>;
      const image = beside(file.path, text(row['file_name'], 'file_name'));
      check(paths.includes(image) && !named.has(image), `an image at ${image}, told of once`);
      named.add(image);
      const label = row['label'];
      const isClass = typeof label === 'number' || (typeof label === 'string' && label !== '');
      check(label === undefined || isClass, 'a label of a name or a number');
      const rows: Found[] = label === undefined ? [] : [{ image, class: String(label), kind: 'class', numbers: [] }];
      if (row['objects'] === undefined) return rows;
      const { bbox, categories } = row['objects'] as Readonly<Record<string, unknown>>;
      check(list(bbox, 'bbox').length === list(categories, 'categories').length, 'a category for each box');
      const boxes = (bbox as unknown[]).map((one, at): Found => {
        const sides = list(one, 'a box').map((side) => number(side, 'a side'));
        const [x = 0, y = 0, w = 0, h = 0] = sides;
        check(sides.length === 4 && w > 0 && h > 0, 'a corner, a width and a height');
        const category = (categories as unknown[])[at];
        check(typeof category === 'string' || Number.isSafeInteger(category), 'a category of a name or a number');
        return { image, class: String(category), kind: 'box', numbers: [x, y, x + w, y + h] };
      });
      return [...rows, ...boxes];
    });
  });

/**
 * PNGs in a folder of masks, a name for each value or colour in `dataset_meta.json`, as
 * github.com/openvinotoolkit/datumaro/blob/develop/src/datumaro/plugins/data_formats/common_semantic_segmentation.py has it.
 */
export const strictMasks: StrictReader = (files, { paths, sizeOf }) => {
  const meta = files.find(({ path }) => path === 'dataset_meta.json');
  check(meta !== undefined, 'a dataset_meta.json');
  const { label_map: names, segmentation_colors: colours } = JSON.parse(textIn(meta)) as {
    readonly label_map: Readonly<Record<string, string>>;
    readonly segmentation_colors: readonly (readonly number[])[];
  };
  const ids = Object.keys(names).toSorted((one, other) => Number(one) - Number(other));
  check(ids.length === colours.length, 'a colour for each name');
  const byColour = new Map(colours.map((colour, at) => [colour.join(), ids[at]!]));
  return files.flatMap((file): Found[] => {
    if (file === meta) return [];
    const name = file.path.slice(file.path.lastIndexOf('/') + 1, -'.png'.length);
    const image = paths.find((path) => path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.')) === name);
    check(
      file.path.endsWith('.png') && file.path.includes('masks/') && image !== undefined,
      `a mask, not ${file.path}`,
    );
    const { width, height } = sizeOf(image);
    const png = PNG.sync.read(Buffer.from(file.bytes));
    check(png.width === width && png.height === height, 'a PNG of the image’s size');
    const isGrey = file.bytes[25] === 0;
    const values = Array.from({ length: width * height }, (_, at) => {
      const colour = png.data.subarray(4 * at, 4 * at + 3);
      return isGrey ? String(colour[0]) : (byColour.get(colour.join()) ?? '');
    });
    return [...new Set(values)].flatMap((value): Found[] => {
      check(names[value] !== undefined, `a name for the value ${value}`);
      if (/^(?:background|unlabeled|void)$/i.test(names[value])) return [];
      const numbers = maskNumbers(width, height, (x, y) => values[y * width + x] === value);
      return [{ image, class: names[value], kind: 'mask', numbers }];
    });
  });
};
