import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { build } from '../../tools/prepare.mjs';
import type { Report } from '../../src/core/dataset/report';
import { peakOfProcess, peakOfTree } from '../memory';
import { datasetFolder } from '../photographs/dataset';
import { fetchSaved, openProduct, runOver, saveAll } from '../product/visit';
import { recipes } from '../recipes';
import type { GroupResult, SubjectResult } from '../result';
import { interleave } from '../rounds';
import { meanOf, medianOf, pairedRatio, spreadOf } from '../statistics';
import { within } from '../subjects/patient';
import type { Ground } from '../subjects';
import type { Group } from './group';

const patienceMs = 300_000;

interface Dataset {
  readonly folder: string;
  readonly files: number;
}

/** The whole page: a folder dropped, a zip saved. Against a script that writes files. */
export const dataset1000: Group = {
  name: 'dataset-1000',
  rounds: 3,
  async measure(options) {
    const { ground, rounds, folder, say } = options;
    build({ quiet: true });
    say('dataset-1000: laying out the folder');
    const dataset = await datasetFolder(options);
    const out = join(folder, 'dataset-out');
    mkdirSync(out, { recursive: true });
    const lastByFirst: number[] = [];
    const concurrency = await fastestConcurrency(ground, dataset, out);
    const peaks = { page: 0, sharp: 0 };
    const once = {
      'manyhands-auto': async () => {
        const { ms, ratio, peakMB } = await throughPage(ground, dataset, out);
        lastByFirst.push(ratio);
        peaks.page = Math.max(peaks.page, peakMB);
        return ms;
      },
      sharp: async () => {
        const { ms, peakMB } = await throughSharp(ground, dataset, out, concurrency);
        peaks.sharp = Math.max(peaks.sharp, peakMB);
        return ms;
      },
    };
    const names = ['manyhands-auto', 'sharp'] as const;
    const [ours, sharps] = await interleave(names, rounds, async (name, round) => {
      const ms = (await within(once[name](), patienceMs, `dataset-1000: ${name} did not end`)) / dataset.files;
      say(`dataset-1000: round ${round + 1} of ${rounds}, ${name}: ${ms.toFixed(2)} ms/image`);
      return ms;
    });
    const subject = (name: string, values: readonly number[], peakMB: number): SubjectResult => {
      const { min, median, max } = spreadOf(values);
      const value = { min: short(min), median: short(median), max: short(max) };
      return { name, workers: ground.cores, value, images: dataset.files, msPerImage: value, peakMB: short(peakMB) };
    };
    const result: GroupResult = {
      name: 'dataset-1000',
      summary:
        '1,000 mixed photographs → 640 px inside, JPEG q80: a folder dropped, a zip saved, against files written',
      unit: 'ms/image',
      better: 'lower',
      subjects: [
        subject('manyhands-auto', ours!, peaks.page),
        { ...subject('sharp', sharps!, peaks.sharp), setting: `concurrency ${concurrency}` },
      ],
      ratios: [
        {
          title: "sharp's time ÷ manyhands-auto's",
          value: short(pairedRatio(sharps!, ours!)),
          expected: { atLeast: 0.9 },
        },
        {
          title: 'an image of the last hundred ÷ one of the first, in time',
          value: short(medianOf(lastByFirst)),
          expected: { atMost: 1.1 },
        },
      ],
    };
    return [result];
  },
};

/** From the drop to the last byte of the zip on the disk; the page is loaded before, as the script's library is. */
async function throughPage({ root }: Ground, { folder, files }: Dataset, out: string) {
  const product = await openProduct(root, out, recipes['dataset-1000']!);
  try {
    const page = await product.visit();
    let ms = 0;
    const peakMB = await peakOfTree(
      product.pid,
      async () => {
        const began = performance.now();
        await runOver(page, [folder]);
        await saveAll(page);
        ms = performance.now() - began;
      },
      // Looking at a browser's memory costs milliseconds of it.
      500,
    );
    await fetchSaved(page);
    const entries = unzipSync(product.saved(), { filter: ({ name }) => name.endsWith('report.json') });
    const [report] = Object.values(entries);
    const { counts, items } = JSON.parse(Buffer.from(report!).toString('utf8')) as Report;
    if (counts.done !== files) throw new Error(`Expected ${files} images done, received ${counts.done}.`);
    return { ms, ratio: lastByFirstHundred(items), peakMB };
  } finally {
    await product.close();
  }
}

/** By what the workers took for each, mean against mean: every hundred has the same images. */
export function lastByFirstHundred(items: readonly Pick<Report['items'][number], 'path' | 'ms'>[]): number {
  const inOrder = items.toSorted((one, other) => (one.path < other.path ? -1 : 1)).map(({ ms }) => ms?.total ?? 0);
  return meanOf(inOrder.slice(-100)) / meanOf(inOrder.slice(0, 100));
}

async function fastestConcurrency(ground: Ground, dataset: Dataset, out: string): Promise<number> {
  const tried: { concurrency: number; ms: number }[] = [];
  for (const concurrency of new Set([1, ground.cores]))
    tried.push({ concurrency, ms: (await throughSharp(ground, { ...dataset, files: 200 }, out, concurrency)).ms });
  return tried.sort((one, other) => one.ms - other.ms)[0]!.concurrency;
}

async function throughSharp({ root, cores }: Ground, { folder, files }: Dataset, out: string, concurrency: number) {
  const to = join(out, 'files');
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  const script = join(root, 'bench/programs/sharp-folder.mjs');
  const args = [script, folder, to, cores, concurrency, files].map(String);
  const env = { ...process.env, UV_THREADPOOL_SIZE: String(Math.max(4, cores)) };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  let peakMB = 0;
  const look = setInterval(() => (peakMB = Math.max(peakMB, sizeOf(child.pid!))), 200);
  const code = await new Promise((ended) => child.once('close', ended));
  clearInterval(look);
  const written = readdirSync(to).length;
  if (code !== 0 || written !== files) throw new Error(`sharp ended with ${String(code)} and wrote ${written} files.`);
  return { ms: Number(said), peakMB };
}

/** 0 of a process that has ended meanwhile. */
function sizeOf(pid: number): number {
  try {
    return peakOfProcess(pid);
  } catch {
    return 0;
  }
}

function short(value: number): number {
  return Number(value.toFixed(3));
}
