import { check, textIn, type Found, type StrictReader } from './check';

/** The columns of the object development kit's readme (cvlibs.net/download.php?file=devkit_object.zip), read as its own tools do. */
export const strictKitti: StrictReader = (files, { paths, sizeOf }) =>
  files.flatMap((file) => {
    check(file.path.endsWith('.txt'), `${file.path} to be a text`);
    // Among labels as the kit has them, else beside its image.
    const stem = file.path
      .replace(/(^|\/)labels\//, '$1images/')
      .replace(/(^|\/)label_/, '$1image_')
      .replace(/\.txt$/, '');
    const image = paths.find((path) => path.slice(0, path.lastIndexOf('.')) === stem) ?? stem;
    check(paths.includes(image), `an image at ${image}`);
    const { width, height } = sizeOf(image);
    const lines = textIn(file).split('\n');
    check(lines.pop() === '', 'a line’s end at the end');
    return lines.map((line): Found => {
      const columns = line.split(' ');
      check(columns.length === 15 || columns.length === 16, '15 columns, 16 with a score');
      const [type = '', ...words] = columns;
      check(/^[^\s\d]\S*$/.test(type), 'a type');
      const values = words.map(Number);
      check(values.every(Number.isFinite) && !words.includes(''), 'numbers behind it');
      const [truncated = NaN, occluded = NaN, alpha = NaN, x0 = NaN, y0 = NaN, x1 = NaN, y1 = NaN] = values;
      check(truncated >= 0 && truncated <= 1, 'truncated from 0 to 1');
      check([0, 1, 2, 3].includes(occluded), 'occluded of 0, 1, 2 or 3');
      check(alpha === -10 || Math.abs(alpha) <= Math.PI, 'an angle, or −10 for none');
      // Its own numbers have two decimals.
      const isIn = Math.min(x0, y0) > -0.005 && x1 < width + 0.005 && y1 < height + 0.005;
      check(isIn && x0 < x1 && y0 < y1, 'a box in the image');
      const flags = [...(truncated > 0 ? ['truncated'] : []), ...(occluded > 0 ? ['occluded'] : [])];
      const score = values[14];
      return {
        image,
        class: type,
        kind: 'box',
        numbers: [x0, y0, x1, y1],
        flags,
        ...(score !== undefined && { score }),
      };
    });
  });
