// One contestant in a process of its own: its name is the argument, requests come as messages.
import { fileURLToPath } from 'node:url';
import { Worker as NodeWorker } from 'node:worker_threads';
import nodeEndpoint from 'comlink/dist/esm/node-adapter';
import type { ContestantName } from '../arena';
import type { Contestant, PoolWorld } from '../contestant';
import { comlink } from '../contestants/comlink';
import { manyhands, manyhandsApply } from '../contestants/manyhands';
import { piscina } from '../contestants/piscina';
import { postMessage } from '../contestants/post-message';
import { tinypool } from '../contestants/tinypool';
import { workerpool } from '../contestants/workerpool';
import { stageOf } from '../stage';
import type { Answer, Request } from './request';

const contestants: Record<ContestantName, Contestant> = {
  manyhands,
  'manyhands-apply': manyhandsApply,
  comlink,
  workerpool,
  postMessage,
  piscina,
  tinypool,
};

const script = (name: string) => fileURLToPath(new URL(`./${name}.mjs`, import.meta.url));

const world: PoolWorld = {
  script,
  // The pool takes both; the types of a page know nothing of Node's.
  worker: (name) => new NodeWorker(script(name)) as unknown as Worker,
  thread(name) {
    const worker = new NodeWorker(script(name));
    return {
      endpoint: nodeEndpoint(worker),
      onMessage: (listener) => worker.on('message', listener),
      end: () => worker.terminate(),
    };
  },
};

const stage = stageOf(contestants[process.argv[2] as ContestantName], world);

process.on('message', async (request: Request) => {
  process.send!(await answered(request));
});

async function answered(request: Request): Promise<Answer> {
  try {
    if (request.do === 'open') await stage.open(request.wish);
    else return { figure: await stage.measure(request.measure, request.count) };
    return {};
  } catch (error) {
    return { error: String(error instanceof Error ? error.stack : error) };
  }
}
