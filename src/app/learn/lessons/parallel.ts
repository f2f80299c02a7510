import { cpuCount, Pool } from 'manyhands/pool';
import { tasks } from './hands';

export async function main(files: Blob[]) {
  await using pool = new Pool(tasks, { processes: cpuCount() });
  return await pool.map(tasks.thumbnail, files);
}
