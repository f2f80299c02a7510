/** Runs of a compressed text: `rleFrString` of github.com/cocodataset/cocoapi/blob/master/common/maskApi.c. */
export function runsOf(counts: string): number[] {
  const runs: number[] = [];
  let place = 0;
  while (place < counts.length) {
    let [x, k, more] = [0, 0, true];
    while (more) {
      const c = counts.charCodeAt(place++) - 48;
      x |= (c & 31) << (5 * k++);
      more = (c & 32) > 0;
      if (!more && (c & 16) > 0) x |= -1 << (5 * k);
    }
    if (runs.length > 2) x += runs[runs.length - 2] ?? 0;
    runs.push(x);
  }
  return runs;
}

/** Pixels column by column, off and on in turn. */
export function columnsOf(runs: readonly number[]): Uint8Array {
  const pixels = new Uint8Array(
    Math.max(
      0,
      runs.reduce((sum, run) => sum + run, 0),
    ),
  );
  let end = 0;
  for (const [at, run] of runs.entries()) pixels.fill(at % 2, end, (end += run));
  return pixels;
}
