import { beside, check, list, number, only, text, textIn, type Found, type StrictReader } from './check';

/** The tables of developer.apple.com/documentation/createml/building-an-object-detector-data-source, with the app’s own names. */
export const strictCreateml: StrictReader = (files, { paths }) =>
  files.flatMap((file) =>
    list(JSON.parse(textIn(file)), 'the top').flatMap((one) => {
      const entry = only(one, ['image', 'annotations'], 'an image');
      const image = beside(file.path, text(entry['image'], 'image'));
      check(paths.includes(image), `an image at ${image}`);
      return list(entry['annotations'], 'annotations').map((value): Found => {
        const annotation = only(value, ['label', 'coordinates'], 'an annotation');
        const { x, y, width, height } = only(annotation['coordinates'], ['x', 'y', 'width', 'height'], 'coordinates');
        const [w, h] = [number(width, 'width'), number(height, 'height')];
        const [left, top] = [number(x, 'x') - w / 2, number(y, 'y') - h / 2];
        return {
          image,
          class: text(annotation['label'], 'label'),
          kind: 'box',
          numbers: [left, top, left + w, top + h],
        };
      });
    }),
  );
