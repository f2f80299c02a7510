import { Pool } from 'manyhands/pool';
import { tasks } from './hands.js';

const words = { hello: 'bonjour', world: 'monde' };

await using pool = new Pool(tasks, { processes: 2, initializer: tasks.load, initargs: [words] });
console.log(await pool.map(tasks.translate, ['hello', 'world', 'Ada']));
