import { goldens, type Golden } from '../../worker/testing/goldens';
import { noise, scenery } from '../../worker/testing/pictures';
import { at, drawn, type Raster } from '../../worker/testing/raster';

/** IEC 61966-2-1, and Rec. 709's weights. */
const linear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const curved = (v: number) => (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);

function luminance(picture: Raster): Raster {
  const most = picture.depth === 8 ? 255 : 65535;
  return drawn({ ...picture, bands: picture.bands - 2 }, (x, y, band) => {
    if (band === 1) return at(picture, x, y, 3);
    const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((i) => linear(at(picture, x, y, i) / most));
    return most * curved(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  });
}

const row = (name: string, picture: Raster): Golden => ({
  name,
  picture,
  step: { op: 'grayscale' },
  expected: luminance(picture),
  near: { within: 1.5, share: 0.99, mean: 0.6 },
});

const grey = noise(5, 7, 1);
const greyAlpha = noise(5, 7, 2);
const deepGrey = noise(5, 7, 1, 16);
const same = (name: string, picture: Raster): Golden => ({
  name,
  picture,
  step: { op: 'grayscale' },
  expected: picture,
});

goldens([
  row('Colours become one band of their luminance', scenery(31, 17)),
  row('Wild colours become one band of their luminance', noise(31, 17)),
  row('Alpha stays as it was beside the grey', noise(9, 7, 4)),
  row('16 bits stay 16 bits', scenery(13, 9, 3, 16)),
  row('16 bits with alpha stay so', scenery(13, 9, 4, 16)),
  same('Grey gives the very pixels back', grey),
  same('Grey with alpha gives the very pixels back', greyAlpha),
  same('Grey of 16 bits gives the very pixels back', deepGrey),
]);
