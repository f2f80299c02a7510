/** Doubles of one piece of memory. */
const together = 8192;

let block = new Float64Array(together);
let taken = 0;

/**
 * Zeros to be filled, a view of memory that others have a part of: engines take ten times as long for memory of one's own.
 * Neither to be kept for long, since the whole piece stays with it, nor to be sent to another thread.
 */
export function freshDoubles(length: number): Float64Array<ArrayBuffer> {
  if (length > together / 8) return new Float64Array(length);
  if (taken + length > together) {
    block = new Float64Array(together);
    taken = 0;
  }
  const view = new Float64Array(block.buffer, block.byteOffset + 8 * taken, length);
  taken += length;
  return view;
}
