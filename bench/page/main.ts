import type { BenchPage, PageInput, PageStart, Runner } from './api';
import { startCanvas } from './canvas';
import { startCrew } from './crew';

const starts: Record<PageStart['kind'], (options: PageStart) => Promise<Runner>> = {
  crew: startCrew,
  canvas: startCanvas,
};

let run: Runner = () => Promise.reject(new Error('Expected `start` first.'));
let originals: readonly PageInput[] = [];

const bench: BenchPage = {
  async start(options) {
    const tiny = await read(options.tinyUrl);
    const began = performance.now();
    run = await starts[options.kind](options);
    await run([{ name: 'tiny.jpg', bytes: tiny, width: 16, height: 16 }], firstSetting(options.kind));
    const startMs = performance.now() - began;
    originals = await Promise.all(
      options.inputs.map(async ({ url, width, height }) => ({ name: url, bytes: await read(url), width, height })),
    );
    return startMs;
  },
  async round(setting, repeats) {
    // The subject is given the bytes for good, as a job gives them: the copies are made before the clock starts.
    const given = Array.from({ length: repeats }, () => originals.map(copied)).flat();
    const began = performance.now();
    const outputs = await run(given, setting);
    const ms = performance.now() - began;
    if (outputs.length !== given.length) throw new Error('An output is missing.');
    return ms;
  },
  async write(setting, outputUrl) {
    const outputs = await run(originals.map(copied), setting);
    await Promise.all(outputs.map((body, index) => fetch(`${outputUrl}/${index}`, { method: 'POST', body })));
  },
};

function firstSetting(kind: PageStart['kind']): string {
  return kind === 'crew' ? 'exact' : 'drawImage';
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
