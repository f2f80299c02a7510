import { Pool } from 'manyhands/pool';
import { tasks } from './hands.js';

function draw(settled: number, total = 0): void {
  console.log(`${'#'.repeat(settled)}${'.'.repeat(total - settled)} ${settled} of ${total}`);
}

await using pool = new Pool(tasks);
const squares = await pool.map(tasks.square, [1, 2, 3, 4], { progress: draw });
console.log(squares);
