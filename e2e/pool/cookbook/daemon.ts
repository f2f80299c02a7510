import { Process } from 'manyhands/pool';
import { tasks } from './hands.js';

const worker = new Process({ target: tasks.spin, args: [], daemon: true });
worker.start();
console.log(worker.name, 'would run for ever, and ends with the program');
