import { beforeAll, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { corpusFile, noCorpus } from '../testing/corpus';
import { nodeVips } from '../testing/node-vips';
import { decoded } from '../testing/raster';
import { output } from '../testing/run';
import { jpegHead } from './jpeg-segments';
import type { VipsLibrary } from '../vips';

let vips: VipsLibrary;
beforeAll(async () => {
  vips = await nodeVips();
});

/**
 * One picture of 24 × 16 px drawn by a formula, written by libjpeg-turbo 2.1's `cjpeg -quality 60` with arithmetic coding,
 * and its first again by `jpegtran -optimize`: the same coefficients in Huffman's codes.
 */
const files = {
  arithmetic:
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxO' +
    'UlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P' +
    'T09PT09PT0//yQARCAAQABgDASIAAhEBAxEB/8wACgAQEAUBEBEF/9oADAMBAAIRAxEAPwD/AJ/VB0fyG9KHplueoKY5hio9uW+3' +
    'gBvEwlP7D6CFJlSuCBER7YR/XQiE5OGplztP2oD/2Q==',
  'arithmetic, progressive':
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxO' +
    'UlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P' +
    'T09PT09PT0//ygARCAAQABgDASIAAhEBAxEB/8wABgAQARD/2gAMAwEAAhADEAAAAf8AQANmKZkdBjUz4Pz/zAAEEAX/2gAIAQEA' +
    'AQUCEvvqR4D/zAAEEQX/2gAIAQMBAT8BE3WDsDz/zAAEEQX/2gAIAQIBAT8BSrn5Ba+A/8wABBAF/9oACAEBAAY/AsD/zAAEEAX/' +
    '2gAIAQEAAT8hyDIRyID/2gAMAwEAAgADAAAAELmA/8wABBEF/9oACAEDAQE/EKuVeP/MAAQRBf/aAAgBAgEBPxA1PsFQt4T/zAAE' +
    'EAX/2gAIAQEAAT8QXNMA82D/2Q==',
  huffman:
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxO' +
    'UlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P' +
    'T09PT09PT0//wAARCAAQABgDASIAAhEBAxEB/8QAFwAAAwEAAAAAAAAAAAAAAAAAAAUGBP/EABkQAAIDAQAAAAAAAAAAAAAAAAAD' +
    'BRFCQf/EABYBAQEBAAAAAAAAAAAAAAAAAAQFBv/EACARAAEDAgcAAAAAAAAAAAAAAAADBBEBBQISEyIxQfD/2gAMAwEAAhEDEQA/' +
    'AIxMfXBmmPrI8TH1k1pj6yEUe6HuA7K4T2K0x9ZAsEx9cAr4lorGaDQo3Laf/9k=',
};

async function read(file: Uint8Array) {
  const { bytes } = await output(vips, file, { output: { format: 'png' } });
  return decoded(vips, new Uint8Array(bytes));
}

it.each(['arithmetic', 'arithmetic, progressive'] as const)(
  'a JPEG coded as %s has the very pixels',
  async (coding) => {
    const file = Buffer.from(files[coding], 'base64');
    expect([...file].some((byte, i) => byte === 0xff && [0xc9, 0xca].includes(file[i + 1]!))).toBe(true);
    expect(await read(new Uint8Array(file))).toEqual(await read(new Uint8Array(Buffer.from(files.huffman, 'base64'))));
  },
);

/** As UltraHDR lays it out: XMP that speaks of the map, and the map behind the picture, a JPEG of its own. */
it.each(['none', 'all'])('a gain map behind a JPEG is neither read nor written at `keep: %s`', async (keep) => {
  const base = new Uint8Array(Buffer.from(files.huffman, 'base64'));
  const said = '<rdf:Description xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0"/>';
  const head = jpegHead({ xmp: new TextEncoder().encode(said) });
  const map = new Uint8Array(Buffer.from(files.arithmetic, 'base64'));
  const file = Uint8Array.from([...head, ...base.subarray(2), ...map]);
  expect(await read(file)).toEqual(await read(base));
  const { bytes } = await output(vips, file, { output: { format: 'jpeg', keep } });
  const written = Buffer.from(bytes);
  // One picture, which ends with the file; the packet is kept where that is asked for.
  expect(written.lastIndexOf(Buffer.of(0xff, 0xd8, 0xff))).toBe(0);
  expect(written.includes('hdrgm:Version')).toBe(keep === 'all');
});

it.skipIf(noCorpus)('a JPEG with a gain map is read as its base image (needs the corpus)', async () => {
  const { width, height, bands, data } = await read(corpusFile('decoders/jpeg/sharp/gain-map.jpg'));
  const sum = createHash('sha256').update(data).digest('hex');
  // Of what `djpeg -dct int` of libjpeg-turbo 2.1 writes.
  expect([width, height, bands, sum]).toEqual([
    3840,
    2160,
    3,
    'b0d909a92aaa5f4c68f71f5911475d1bdf0112d9311aeb641d59c9fd9e611b77',
  ]);
});
