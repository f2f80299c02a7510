import { goldens } from '../../worker/testing/goldens';
import { noise } from '../../worker/testing/pictures';
import { moved } from '../../worker/testing/reference';

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
