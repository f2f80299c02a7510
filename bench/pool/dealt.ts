/**
 * Deals items out to workers that have no pool. Each worker has `atOnce` under way and takes the next when one is back;
 * without a bound, all are dealt out in turn beforehand.
 */
export async function dealt<T, R>(
  items: readonly T[],
  workers: number,
  atOnce: number,
  run: (item: T, worker: number) => Promise<R>,
): Promise<R[]> {
  if (workers * atOnce >= items.length) return Promise.all(items.map((item, index) => run(item, index % workers)));
  const results: R[] = [];
  let next = 0;
  const place = async (worker: number) => {
    while (next < items.length) {
      const index = next++;
      results[index] = await run(items[index]!, worker);
    }
  };
  await Promise.all(Array.from({ length: workers * atOnce }, (_, index) => place(index % workers)));
  return results;
}
