import { Pool, Value } from 'manyhands/pool';
import { tasks } from './hands.js';

const found = new Value();
const stretches = Array.from({ length: 10 }, (_, i): [number, number, Value] => [i * 2000, (i + 1) * 2000, found]);

await using pool = new Pool(tasks);
await pool.starmap(tasks.countPrimes, stretches);
console.log(`${found.value} primes below 20000`);
