import { goldens } from '../../worker/testing/goldens';
import { noise } from '../../worker/testing/pictures';
import { moved } from '../../worker/testing/reference';

const pictures = [noise(7, 5), noise(1, 1), noise(6, 3, 4), noise(5, 4, 1, 16), noise(4, 3, 2)];

goldens(
  pictures.flatMap((picture) => {
    const { width, height, bands, depth } = picture;
    const of = `of ${width} × ${height} px, ${bands} bands, ${depth} bits`;
    return [
      {
        name: `A horizontal flip swaps left and right ${of}`,
        picture,
        step: { op: 'flip', axis: 'horizontal' },
        expected: moved(picture, width, height, (x, y) => [width - 1 - x, y]),
      },
      {
        name: `A vertical flip swaps top and bottom ${of}`,
        picture,
        step: { op: 'flip', axis: 'vertical' },
        expected: moved(picture, width, height, (x, y) => [x, height - 1 - y]),
      },
    ];
  }),
);
