import { goldens } from '../../worker/testing/goldens';
import { noise, scenery } from '../../worker/testing/pictures';
import { moved, warped } from '../../worker/testing/reference';

const pictures = [noise(7, 5), noise(1, 1), noise(1, 6), noise(6, 3, 4), noise(5, 4, 1, 16)];

goldens(
  pictures.flatMap((picture) => {
    const { width, height, bands, depth } = picture;
    const of = `of ${width} × ${height} px, ${bands} bands, ${depth} bits`;
    return [
      {
        name: `A turn by 90° brings the left column to the top row, reversed, ${of}`,
        picture,
        step: { op: 'rotate', angle: 90 },
        expected: moved(picture, height, width, (x, y) => [y, height - 1 - x]),
      },
      {
        name: `A turn by 180° reverses rows and columns ${of}`,
        picture,
        step: { op: 'rotate', angle: 180 },
        expected: moved(picture, width, height, (x, y) => [width - 1 - x, height - 1 - y]),
      },
      {
        name: `A turn by 270° brings the right column to the top row ${of}`,
        picture,
        step: { op: 'rotate', angle: 270 },
        expected: moved(picture, height, width, (x, y) => [width - 1 - y, x]),
      },
    ];
  }),
);

const picture = scenery(41, 30);
const near = { within: 1, share: 0.999, mean: 0.5 };

/** Places of the result, `x` and `y` from its middle, turned back by the angle. */
const back =
  (degrees: number, width: number, height: number) =>
  (x: number, y: number): readonly [number, number] => {
    const angle = (degrees * Math.PI) / 180;
    const [u, v] = [x - width / 2, y - height / 2];
    return [20.5 + u * Math.cos(angle) + v * Math.sin(angle), 15 + v * Math.cos(angle) - u * Math.sin(angle)];
  };

goldens([
  {
    name: 'A turn by 30° shows the whole image, and the fill around it',
    picture,
    step: { op: 'rotate', angle: 30, fill: '#ff8000' },
    // 41 · cos + 30 · sin = 50.5, 41 · sin + 30 · cos = 46.48.
    expected: warped(picture, { width: 51, height: 47 }, back(30, 51, 47), [255, 128, 0]),
    near,
  },
  {
    name: 'A turn back by 100° in place keeps the size and cuts corners',
    picture,
    step: { op: 'rotate', angle: -100, expand: false },
    expected: warped(picture, picture, back(-100, 41, 30), [0, 0, 0]),
    near,
  },
  {
    name: 'A quarter turn in place keeps the size',
    picture,
    step: { op: 'rotate', angle: 90, expand: false },
    expected: warped(picture, picture, back(90, 41, 30), [0, 0, 0]),
    near,
  },
  {
    name: 'A turn by 0° is the image itself',
    picture,
    step: { op: 'rotate', angle: 0 },
    expected: picture,
  },
]);
