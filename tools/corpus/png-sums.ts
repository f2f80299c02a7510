import { pngSums, summedPngs, type PngSums } from '../../src/worker/testing/png-suite';
import type { VipsLibrary } from '../../src/worker/vips';

const ways: Readonly<Record<keyof PngSums, string>> = {
  expanded: 'by the upper 8 bits of each sample',
  alpha: 'by samples of the file’s depth with alpha',
};

/** Sums whose files the corpus does not have: PngSuite's broken ones, which are in `hostile`, and others. */
const withoutFile = 28;

/** PngSuite's files, and more of image-rs', by the checksums of their samples. */
export async function pngChecksums(vips: VipsLibrary): Promise<{ lines: string[]; wrong: string[] }> {
  const { files, alone } = summedPngs();
  const wrong: string[] = [];
  const agreed = { expanded: 0, alpha: 0 };
  for (const { path, read, sums } of files) {
    const own = await pngSums(vips, read());
    for (const way of ['expanded', 'alpha'] as const)
      if (own[way] === sums[way]) agreed[way]++;
      else wrong.push(`${path}: expected CRC-32 ${sums[way]} ${ways[way]}, received ${own[way]}.`);
  }
  if (alone.length !== withoutFile)
    wrong.push(`Expected ${withoutFile} checksums of PNGs without a file, received ${alone.length}.`);
  return {
    lines: [
      `${files.length} PNGs of PngSuite and image-rs with CRC-32s; the very bytes ${Object.entries(ways)
        .map(([way, said]) => `${said} in ${agreed[way as keyof PngSums]}`)
        .join(', ')}`,
      `${alone.length} checksums of PNGs not compared, the corpus has no such file to read.`,
    ],
    wrong,
  };
}
