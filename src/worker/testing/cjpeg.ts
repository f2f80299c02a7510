import { execFileSync } from 'node:child_process';
import type { JpegCase } from './encoded-by-kernels';
import type { RgbPicture } from './jpeg-pictures';

const samples = {
  '4:4:4': ['-sample', '1x1'],
  '4:2:2': ['-sample', '2x1'],
  '4:2:0': ['-sample', '2x2'],
  grey: ['-grayscale'],
};

/** What libjpeg-turbo's program writes; it has to be installed (Debian: libjpeg-turbo-progs). */
export function encodedByCjpeg(
  { width, height, bytes }: RgbPicture,
  { sampling, quality, restartRows }: JpegCase,
): Uint8Array {
  const restart = restartRows > 0 ? ['-restart', `${restartRows}`] : [];
  const options = ['-quality', `${quality}`, '-optimize', '-baseline', ...samples[sampling], ...restart];
  return execFileSync('cjpeg', options, {
    input: Buffer.concat([Buffer.from(`P6 ${width} ${height} 255\n`), bytes]),
    maxBuffer: 2 ** 28,
  });
}

/** PPM or PGM samples of a JPEG file as libjpeg-turbo decodes it, with its triangle filter for chroma. */
export function decodedByDjpeg(file: Uint8Array): Uint8Array {
  const out = execFileSync('djpeg', ['-dct', 'int'], { input: file, maxBuffer: 2 ** 28 });
  const header = /^P[56]\s\d+ \d+\s255\n/.exec(out.subarray(0, 40).toString('latin1'));
  if (!header) throw new Error('djpeg wrote no PPM.');
  return out.subarray(header[0].length);
}
