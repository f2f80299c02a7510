import type { BenchPage, PageInput, PageStart, Runner } from './api';
import { startCanvas } from './canvas';
import { startCrew } from './crew';
import { readLabels } from './desk';
import { startJsquash } from './jsquash';
import { startMagick } from './magick';

const starts: Record<PageStart['kind'], (options: PageStart) => Promise<Runner>> = {
  crew: startCrew,
  canvas: startCanvas,
  jsquash: startJsquash,
  'magick-wasm': startMagick,
};

let run: Runner = () => Promise.reject(new Error('Expected `start` first.'));
let originals: readonly PageInput[] = [];
let copies = 1;

const bench: BenchPage = {
  async start(options) {
    const tiny = await read(options.tinyUrl);
    const began = performance.now();
    run = await starts[options.kind](options);
    await run([{ name: 'tiny.jpg', bytes: tiny, width: 16, height: 16 }], options.setting);
    const startMs = performance.now() - began;
    originals = await Promise.all(
      options.inputs.map(async ({ path, ...input }) => ({ ...input, name: path, bytes: await read(path) })),
    );
    copies = options.copies;
    return startMs;
  },
  async round(setting, repeats) {
    // The subject is given the bytes for good, as a job gives them: the copies are made before the clock starts.
    const given = Array.from({ length: repeats }, () => originals.map(copied)).flat();
    const began = performance.now();
    const outputs = await run(given, setting);
    const ms = performance.now() - began;
    checked(outputs, given.length);
    return ms;
  },
  async write(setting, outputUrl) {
    const outputs = await run(originals.map(copied), setting);
    checked(outputs, originals.length);
    await Promise.all(outputs.flat().map((body, index) => fetch(`${outputUrl}/${index}`, { method: 'POST', body })));
  },
  readLabels,
};

function checked(outputs: readonly (readonly ArrayBuffer[])[], inputs: number): void {
  if (outputs.length !== inputs || outputs.some(({ length }) => length !== copies))
    throw new Error(`Expected ${copies} outputs of each image, received ${outputs[0]?.length}.`);
}

function copied(input: PageInput): PageInput {
  return { ...input, bytes: input.bytes.slice(0) };
}

async function read(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Expected an image at ${url}, received status ${response.status}.`);
  return response.arrayBuffer();
}

declare global {
  /** The page's face: `tools/bench.mjs` calls it. */
  var bench: BenchPage;
}

globalThis.bench = bench;
