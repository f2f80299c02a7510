// Native sharp as a peer, in a process of its own: see bench/subjects/program.ts for what it is asked.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerWith, inPlaces } from './answer.mjs';
import { augmented } from './sharp-augment.mjs';

const inside = (image) => image.autoOrient().resize(640, 640, { fit: 'inside' }).jpeg({ quality: 80 });
const one =
  (task) =>
  async (sharp, { bytes }, options) => [await task(sharp(bytes, options)).toBuffer()];

/** What each group asks, in sharp's own words. JPEG tables are optimised by default. */
const tasks = {
  'camera-jpeg': one(inside),
  'camera-progressive': one(inside),
  'coco-letterbox': one((image) =>
    image.resize(640, 640, { fit: 'contain', background: '#727272' }).jpeg({ quality: 80 }),
  ),
  'png-alpha': one((image) => image.resize(512, 512, { fit: 'inside' }).png()),
  webp: one((image) => image.webp({ quality: 80 })),
  'augment-10': augmented,
};

let sharp;
let task;
let workers = 1;
let inputs = [];

const answers = {
  async start({ task: name, workers: count, input }) {
    try {
      ({ default: sharp } = await import('sharp'));
    } catch (error) {
      return { missing: `sharp cannot be loaded (${String(error.message).split('\n')[0]})` };
    }
    // No image comes twice in a dataset, so none may be found again here.
    sharp.cache(false);
    task = tasks[name];
    if (!task) return { error: `sharp knows no task "${name}"` };
    workers = count;
    await task(sharp, { ...input, bytes: readFileSync(input.path) }, {});
    return { version: `${sharp.versions.sharp}, libvips ${sharp.versions.vips}` };
  },
  load({ inputs: given }) {
    inputs = given.map((input) => ({ ...input, bytes: readFileSync(input.path) }));
    return {};
  },
  async round({ setting, repeats }) {
    const waiting = Array.from({ length: repeats }, () => inputs).flat();
    const work = worker(setting);
    const began = performance.now();
    const outputs = await inPlaces(workers, waiting, work);
    const ms = performance.now() - began;
    if (outputs.length !== waiting.length) throw new Error('An output is missing.');
    return { ms };
  },
  async write({ setting, folder }) {
    const outputs = await inPlaces(workers, inputs, worker(setting));
    outputs.flat().forEach((output, index) => writeFileSync(join(folder, String(index)), output));
    return {};
  },
};

/** A setting is `concurrency N`, threads within one image, and `ignoreIcc` or `decoded once` after it. */
function worker(setting) {
  const [concurrency, ...options] = setting.split(', ');
  sharp.concurrency(Number(concurrency.split(' ')[1]));
  const ignoreIcc = options.includes('ignoreIcc');
  const once = options.includes('decoded once');
  return (input) => task(sharp, input, ignoreIcc ? { ignoreIcc } : {}, once);
}

await answerWith(answers, 'sharp');
