import { cpuCount, Pool } from 'manyhands/pool';
import { tasks } from './hands';

export async function main() {
  const many = 2 * cpuCount();
  await using pool = new Pool(tasks, { processes: many });
  await pool.map(tasks.sleep, Array(many).fill(500));
  await pool.map(tasks.countPrimes, Array(many).fill(2_000_000));
}
