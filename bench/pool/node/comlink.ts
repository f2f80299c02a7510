import { parentPort } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter';
import { expose } from '../threads/serving';

expose(nodeEndpoint(parentPort!));
