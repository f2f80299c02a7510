// A bump arena over linear memory. No garbage collector, no frees: the host takes a mark, allocates, calls kernels, and
// releases back to the mark. A kernel that needs memory for itself does the same.

/** The host's; it throws. What is left allocated is the host's to release. */
declare function exhausted(bytes: usize): void;

/**
 * Bytes after every block that belong to nobody: SIMD loads and stores may run past a block's end by as much, without
 * touching a neighbour.
 */
export const SLACK: usize = 128;

let top: usize = 0;

/** Where the next block will lie, a multiple of 16. */
export function mark(): usize {
  if (top === 0) top = (__heap_base + 15) & ~15;
  return top;
}

/** Frees every block allocated since `mark` gave this. */
export function release(to: usize): void {
  top = to;
}

/**
 * Uninitialised bytes, aligned to 16, with SLACK after them; memory grows where it has to, which detaches the host's
 * views. Where it cannot, the host's `exhausted` throws, and nothing is allocated.
 */
export function alloc(size: usize): usize {
  const at = mark();
  // In 64 bits, which no 32-bit address overflows.
  const end = <u64>at + <u64>size + <u64>SLACK;
  const have = (<u64>memory.size()) << 16;
  if (end > have && (end > 0xffff0000 || memory.grow(<i32>((end - have + 0xffff) >> 16)) < 0)) {
    exhausted(size);
    unreachable();
  }
  top = (<usize>end + 15) & ~15;
  return at;
}

/** As `alloc`, for so many rows of so many bytes each; where their product passes 32 bits, there is no such memory. */
export function allocRows(rows: usize, bytes: usize): usize {
  const size = <u64>rows * <u64>bytes;
  return alloc(size > <u64>usize.MAX_VALUE ? usize.MAX_VALUE : <usize>size);
}

/**
 * Whether bytes lie in what is allocated, slack included: for `assert` alone. A release evaluates what is asserted, so that
 * it has to cost nothing there.
 */
export function inside(at: usize, bytes: usize): bool {
  if (ASC_NO_ASSERT) return true;
  return at >= __heap_base && at + bytes >= at && at + bytes <= top;
}
