// Native sharp as a peer, in a process of its own: see bench/subjects/program.ts for what it is asked.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What each group asks, in sharp's own words. JPEG tables are optimised by default. */
const tasks = {
  'camera-jpeg': (image) => image.autoOrient().resize(640, 640, { fit: 'inside' }).jpeg({ quality: 80 }),
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
    await task(sharp(readFileSync(input))).toBuffer();
    return {};
  },
  load({ inputs: paths }) {
    inputs = paths.map((path) => readFileSync(path));
    return {};
  },
  async round({ setting, repeats }) {
    use(setting);
    const waiting = Array.from({ length: repeats }, () => inputs).flat();
    const began = performance.now();
    const outputs = await worked(waiting);
    const ms = performance.now() - began;
    if (outputs.length !== waiting.length) throw new Error('An output is missing.');
    return { ms };
  },
  async write({ setting, folder }) {
    use(setting);
    (await worked(inputs)).forEach((output, index) => writeFileSync(join(folder, `${index}.jpg`), output));
    return {};
  },
};

/** A setting is `concurrency N`: threads within one image. */
function use(setting) {
  sharp.concurrency(Number(setting.split(' ')[1]));
}

/** As many at a time as there are workers; each place takes the next image when it is free. */
async function worked(waiting) {
  const outputs = [];
  let next = 0;
  const place = async () => {
    while (next < waiting.length) {
      const index = next++;
      outputs[index] = await task(sharp(waiting[index])).toBuffer();
    }
  };
  await Promise.all(Array.from({ length: workers }, place));
  return outputs;
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const answer = await Promise.resolve()
    .then(() => answers[request.do](request))
    .catch((error) => ({ error: `sharp: ${error.message}` }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
