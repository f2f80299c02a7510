import { beforeAll, describe, expect, it } from 'vitest';
import { headerOf, namesOf } from '../../worker/codecs/decode';
import { corpusFiles, noCorpus } from '../../worker/testing/corpus';
import { nodeVips } from '../../worker/testing/node-vips';
import type { VipsLibrary } from '../../worker/vips';
import type { Header } from './header';
import { readHeader } from './read';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

const files = corpusFiles('photos', 'exif-orientation', 'decoders/jpeg', 'decoders/png', 'decoders/webp', 'annotated')
  .map(({ path, read }) => ({ path, read, told: readHeader(read()) }))
  .filter(({ told }) => told.hasParser);

/** What both know of a file. Samples of fewer than 8 bits are 8 once decoded. */
function shared({ width, height, orientation, bands, alpha, space, depth, pages, profile, interlaced }: Header) {
  return { width, height, orientation, bands, alpha, space, depth: Math.max(8, depth), pages, profile, interlaced };
}

describe.skipIf(noCorpus)('the header that is read without libvips (needs the corpus)', () => {
  it('is found in a few hundred real files of each of the three formats', () => {
    const count = (format: string) => files.filter(({ told }) => told.format === format).length;
    expect(count('jpeg')).toBeGreaterThan(200);
    expect(count('png')).toBeGreaterThan(200);
    expect(count('webp')).toBeGreaterThan(40);
  });

  it.each(files)('agrees with libvips on $path', ({ read, told: { format, header } }) => {
    const image = vips.Image.newFromBuffer(read());
    try {
      expect(header && shared(header)).toEqual(shared(headerOf(image, format ?? 'jpeg')));
      // libvips tells whole colour from any other, and nothing of a file with a gain map.
      if (header?.sampling && namesOf(image).includes('jpeg-chroma-subsample'))
        expect(image.getString('jpeg-chroma-subsample')).toBe(header.sampling === '4:4:4' ? '4:4:4' : '4:2:0');
    } finally {
      image.delete();
    }
  });
});
