import { parentPort } from 'node:worker_threads';
import { answer } from '../threads/serving';

parentPort!.on('message', (data) => answer(data, (message, transfer) => parentPort!.postMessage(message, transfer)));
