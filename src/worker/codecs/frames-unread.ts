import type { Note } from '../../core/dataset/outcome';
import type { Header } from '../../core/header/header';
import type { Recipe } from '../../core/recipe/recipe';

/** What is to be told where more than the first picture is wanted of an animated PNG: no reader here has them. */
export function framesUnread(
  bytes: Uint8Array,
  { format }: Pick<Header, 'format'>,
  { input, output }: Pick<Recipe, 'input' | 'output'>,
): readonly Note[] {
  const isWanted = input.frames !== 'first' || output.animated === true;
  const frames = format === 'png' && isWanted ? framesOfPng(bytes) : 1;
  if (frames < 2) return [];
  return [
    { code: 'frames-unread', detail: `The animated PNG has ${frames} frames, of which the first picture is read.` },
  ];
}

/** By `acTL`, which stands before the pixels (PNG 3rd edition, 11.3.6.1). */
function framesOfPng(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 16 <= bytes.length; at += 12 + view.getUint32(at)) {
    const kind = view.getUint32(at + 4);
    if (kind === acTL) return view.getUint32(at + 8);
    if (kind === IDAT) return 1;
  }
  return 1;
}

const acTL = 0x6163544c;
const IDAT = 0x49444154;
