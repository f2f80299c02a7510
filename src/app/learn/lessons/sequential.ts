import { Pool } from 'manyhands/pool';
import { tasks } from './hands';

export async function main(files: Blob[]) {
  await using pool = new Pool(tasks, { processes: 1 });
  return await pool.map(tasks.thumbnail, files);
}
