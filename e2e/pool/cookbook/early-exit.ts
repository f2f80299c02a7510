import { Pool } from 'manyhands/pool';
import { tasks } from './hands.js';

let asked = 0;
function* candidates() {
  for (let n = 1_000_000; ; n++, asked++) yield n;
}

await using pool = new Pool(tasks, { processes: 2 });
let n = 1_000_000;
for await (const isPrime of pool.imap(tasks.isPrime, candidates())) {
  if (isPrime) break;
  n++;
}
console.log(`${n} is the first prime past a million; ${asked < 20 ? 'few' : 'too many'} numbers were looked at`);
