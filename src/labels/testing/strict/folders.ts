import { PNG } from 'pngjs';
import { beside, check, list, maskNumbers, number, text, textIn, type Found, type StrictReader } from './check';

/** Metadata of huggingface.co/docs/datasets/image_dataset, "Object detection" and "Image classification". */
export const strictImagefolder: StrictReader = (files, { paths, sizeOf }) =>
  files.flatMap((file) => {
    check(/(?:^|\/)metadata\.jsonl$/.test(file.path), `${file.path} to be metadata`);
    const lines = textIn(file).split('\n');
    check(lines.pop() === '', 'a line’s end at the end');
    return lines.flatMap((line): Found[] => {
      const row = JSON.parse(line) as Readonly<Record<string, unknown>>;
      const image = beside(file.path, text(row['file_name'], 'file_name'));
      check(paths.includes(image), `an image at ${image}`);
      const { width, height } = sizeOf(image);
      check(width > 0 && height > 0, 'its size');
      if (row['objects'] === undefined) return [];
      const { bbox, categories } = row['objects'] as Readonly<Record<string, unknown>>;
      check(list(bbox, 'bbox').length === list(categories, 'categories').length, 'a category for each box');
      return (bbox as unknown[]).map((one, at) => {
        const [x = NaN, y = NaN, w = NaN, h = NaN] = list(one, 'a box').map((side) => number(side, 'a side'));
        return { image, class: String((categories as unknown[])[at]), kind: 'box', numbers: [x, y, x + w, y + h] };
      });
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
