import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'manyhands/pool';
import { tasks } from './hands.js';

let read = 0;
async function* numbersFromDisk() {
  while (read < 200) yield read++;
}

await using pool = new Pool(tasks, { processes: 2 });
let written = 0;
let mostAhead = 0;
for await (const _ of pool.imap(tasks.square, numbersFromDisk())) {
  mostAhead = Math.max(mostAhead, read - written);
  await sleep(1);
  written++;
}
console.log(`${written} written; reading was ${mostAhead < 20 ? 'never far' : 'too far'} ahead of writing`);
