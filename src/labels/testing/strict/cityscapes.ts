import { check, list, number, only, text, textIn, type Found, type StrictReader } from './check';

/** As `Annotation.fromJsonText` of github.com/mcordts/cityscapesScripts/blob/master/cityscapesscripts/helpers/annotation.py takes it. */
export const strictCityscapes: StrictReader = (files, { paths, sizeOf }) =>
  files.flatMap((file) => {
    check(file.path.endsWith('_gtFine_polygons.json'), `${file.path} to say what it is`);
    const stem = file.path.replace(/_gtFine_polygons\.json$/, '');
    const image = paths.find((path) => path.replace(/\.[^./]+$/, '') === stem) ?? '';
    check(image !== '', `an image at ${stem}`);
    const { width, height } = sizeOf(image);
    const top = only(JSON.parse(textIn(file)), ['imgHeight', 'imgWidth', 'objects'], 'the top');
    check(top['imgHeight'] === height && top['imgWidth'] === width, 'the image’s size');
    return list(top['objects'], 'objects').map((value): Found => {
      const { label, polygon } = only(value, ['label', 'polygon'], 'an object');
      const points = list(polygon, 'polygon').flatMap((point) => {
        check(list(point, 'a point').length === 2, 'two numbers a point');
        return (point as unknown[]).map((one) => number(one, 'a coordinate'));
      });
      return { image, class: text(label, 'label'), kind: 'polygon', numbers: points };
    });
  });
