import { PNG } from 'pngjs';
import { check, maskNumbers, textIn, type Found, type StrictReader } from './check';
import { digits, inside, one } from './xml-text';

/** As `LMread` of github.com/CSAILVision/LabelMeToolbox takes it: polygons, and masks as Datumaro's exporter writes them. */
export const strictLabelmeXml: StrictReader = (files, { paths, sizeOf }) => {
  check(
    files.every(({ path }) => /\.(?:xml|png)$/.test(path)),
    'XML and PNGs alone',
  );
  const masks = new Map(files.filter(({ path }) => path.endsWith('.png')).map(({ path, bytes }) => [path, bytes]));
  const found = files.flatMap((file): Found[] => {
    if (!file.path.endsWith('.xml')) return [];
    const text = textIn(file);
    const head = text.replaceAll(/<object>[\s\S]*?<\/object>/g, '');
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    const image = folder + one(head, 'filename');
    check(paths.includes(image), `an image at ${image}`);
    const { width, height } = sizeOf(image);
    check(one(head, 'ncols') === String(width) && one(head, 'nrows') === String(height), 'its size');
    return inside(text, 'object').map((object): Found => {
      const label = { image, class: one(object, 'name') };
      const [segment] = inside(object, 'segm');
      if (segment !== undefined) {
        const place = `${folder}Masks/${one(segment, 'mask')}`;
        const bytes = masks.get(place);
        check(bytes !== undefined, `a mask at ${place}`);
        const png = PNG.sync.read(Buffer.from(bytes));
        masks.delete(place);
        check(png.width === width && png.height === height, 'a mask of the image’s size');
        const numbers = maskNumbers(width, height, (x, y) => png.data[4 * (y * width + x)]! > 0);
        return { ...label, kind: 'mask', numbers };
      }
      const [polygon = ''] = inside(object, 'polygon');
      const points = inside(polygon, 'pt').flatMap((pt) => [digits(one(pt, 'x'), 'x'), digits(one(pt, 'y'), 'y')]);
      check(points.length >= 6, 'three points or more');
      return { ...label, kind: 'polygon', numbers: points };
    });
  });
  check(masks.size === 0, 'no PNG that nothing tells of');
  return found;
};
