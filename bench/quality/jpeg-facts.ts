/** How a JPEG was written; null for what is none. */
export interface JpegFacts {
  readonly isProgressive: boolean;
  /** Of luma against chroma, as `4:2:0`; `grey` for one component. */
  readonly subsampling: '4:4:4' | '4:2:2' | '4:2:0' | 'grey' | 'other';
  /** Huffman tables made for this image: Annex K's have a code for each of the 162 symbols. */
  readonly isOptimised: boolean;
}

const samplings = { '1,1': '4:4:4', '2,1': '4:2:2', '2,2': '4:2:0' } as const;

/** Reads the segments before the first scan (ITU-T T.81, B.2). */
export function jpegFacts(bytes: Uint8Array): JpegFacts | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  let isProgressive = false;
  let subsampling: JpegFacts['subsampling'] = 'other';
  let mostCodes = 0;
  for (let at = 2; bytes[at] === 0xff && bytes[at + 1] !== 0xda;) {
    const marker = bytes[at + 1]!;
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    const body = bytes.subarray(at + 4, at + 2 + length);
    if (marker === 0xc4) mostCodes = Math.max(mostCodes, ...codesIn(body));
    if (marker >= 0xc0 && marker <= 0xc2) {
      isProgressive = marker === 0xc2;
      subsampling = subsamplingIn(body);
    }
    at += 2 + length;
  }
  return { isProgressive, subsampling, isOptimised: mostCodes > 0 && mostCodes < 162 };
}

/** How many symbols each table of a DHT segment has. */
function codesIn(body: Uint8Array): number[] {
  const counts: number[] = [];
  for (let at = 0; at < body.length;) {
    const count = body.subarray(at + 1, at + 17).reduce((sum, each) => sum + each, 0);
    counts.push(count);
    at += 17 + count;
  }
  return counts;
}

function subsamplingIn(frame: Uint8Array): JpegFacts['subsampling'] {
  if (frame[5] === 1) return 'grey';
  const [luma, blue, red] = [7, 10, 13].map((at) => [frame[at]! >> 4, frame[at]! & 15]);
  if (`${blue}` !== '1,1' || `${red}` !== '1,1') return 'other';
  return samplings[`${luma}` as keyof typeof samplings] ?? 'other';
}
