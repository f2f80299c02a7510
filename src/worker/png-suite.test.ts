import { beforeAll, describe, expect, it } from 'vitest';
import { noCorpus } from './testing/corpus';
import { nodeVips } from './testing/node-vips';
import { pngSums, summedPngs } from './testing/png-suite';
import type { VipsLibrary } from './vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

const { files } = summedPngs();

describe.skipIf(noCorpus)(
  'a PNG file comes through without steps as another decoder reads it (needs the corpus)',
  () => {
    it('in more than a hundred files', () => {
      expect(files.length).toBeGreaterThan(100);
    });

    it.each(files)('$path', async ({ read, sums }) => {
      expect(await pngSums(vips, read())).toEqual(sums);
    });
  },
);
