import { fresh, Pool } from 'manyhands/pool';
import { tasks } from './hands.js';

const MB = 2 ** 20;
await using pool = new Pool(tasks, { processes: 4, maxBytesInFlight: 2 * MB });

let most = 0;
const blocks = Array.from({ length: 40 }, () =>
  fresh(() => {
    most = Math.max(most, pool.stats().bytesInFlight);
    return new Uint8Array(MB).fill(1);
  }, MB),
);
const sums = await pool.map(tasks.sum, blocks, { chunksize: 1 });
console.log(`${sums.length} blocks of 1 MB, ${most <= 2 * MB ? 'at most two' : 'too many'} at a time`);
