import { Process, Queue } from 'manyhands/pool';
import { tasks } from './hands.js';

const letters = new Queue<string | null>();
const speller = new Process({ target: tasks.spell, args: ['hands', letters] });
speller.start();
for (let letter = await letters.get(); letter !== null; letter = await letters.get()) console.log(letter);
console.log((await speller.join())?.exitCode);
letters.close();
