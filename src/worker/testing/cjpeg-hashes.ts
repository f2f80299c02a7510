import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JpegCase } from './encoded-by-kernels';
import type { PictureKind } from './jpeg-pictures';

/** picture, width, height, sampling, quality, MCU rows between restart markers, hash */
type Row = readonly [PictureKind, number, number, JpegCase['sampling'], number, number, string];

/**
 * What libjpeg-turbo 2.1.5's `cjpeg -optimize -baseline` writes of the pictures of jpeg-pictures.ts: the first 16 digits of
 * SHA-256. `jpeg.long.test.ts` holds these to the program itself.
 */
export const cjpegHashes: readonly Row[] = readFileSync(join(import.meta.dirname, 'cjpeg-hashes.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [picture, width, height, sampling, quality, restartRows, hash] = line.split(',');
    // The file is ours: its columns are those of a row.
    return [picture, Number(width), Number(height), sampling, Number(quality), Number(restartRows), hash] as Row;
  });
