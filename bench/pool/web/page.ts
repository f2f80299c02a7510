// One contestant in a page: the bench calls `poolStage`.
import manyhandsScript from '../threads/manyhands?worker&url';
import workerpoolScript from '../threads/workerpool?worker&url';
import comlinkScript from './comlink?worker&url';
import postMessageScript from './post-message?worker&url';
import type { ContestantName } from '../arena';
import type { Contestant, PoolWorld } from '../contestant';
import { comlink } from '../contestants/comlink';
import { manyhands, manyhandsApply } from '../contestants/manyhands';
import { postMessage } from '../contestants/post-message';
import { workerpool } from '../contestants/workerpool';
import { stageOf, type Stage } from '../stage';

const scripts: Record<string, string> = {
  manyhands: manyhandsScript,
  workerpool: workerpoolScript,
  comlink: comlinkScript,
  'post-message': postMessageScript,
};

const contestants: Partial<Record<ContestantName, Contestant>> = {
  manyhands,
  'manyhands-apply': manyhandsApply,
  comlink,
  workerpool,
  postMessage,
};

const worker = (name: string) => new Worker(scripts[name]!, { type: 'module' });

const world: PoolWorld = {
  script: (name) => scripts[name]!,
  worker,
  thread(name) {
    const one = worker(name);
    return {
      endpoint: one,
      onMessage: (listener) => one.addEventListener('message', ({ data }) => listener(data)),
      end: () => one.terminate(),
    };
  },
};

declare global {
  /** The page's face. */
  var poolStage: (name: ContestantName) => Stage;
  /** The stage that the bench drives. */
  var stage: Stage;
}

globalThis.poolStage = (name) => {
  const contestant = contestants[name];
  if (!contestant) throw new Error(`Expected a contestant of the web, received ${name}.`);
  return stageOf(contestant, world);
};
