import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Report } from '../../src/core/dataset/report';
import { peakOfProcess, peakOfTree } from '../memory';
import type { Dataset } from '../photographs/dataset';
import { fetchSaved, openProduct, runOver, saveAll } from '../product/visit';
import { recipes } from '../recipes';
import type { Ground } from '../subjects';

/** What one side made of the dataset. */
export interface Side {
  readonly ms: number;
  readonly peakMB: number;
  /** In the order of the dataset's files. */
  readonly outputs: readonly Uint8Array[];
}

/** From the drop to the last byte of the zip on the disk; the page is loaded before, as the script's library is. */
export async function throughPage(
  { root }: Ground,
  { folder, files }: Dataset,
  out: string,
): Promise<Side & { readonly items: Report['items'] }> {
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
    const entries = Object.entries(unzipSync(product.saved()));
    const byName = new Map(entries.map(([path, bytes]) => [basename(path), bytes]));
    const { counts, items } = JSON.parse(Buffer.from(byName.get('report.json')!).toString('utf8')) as Report;
    if (counts.done !== files.length) throw new Error(`Expected ${files.length} images done, received ${counts.done}.`);
    return { ms, peakMB, items, outputs: files.map(({ name }) => byName.get(name)!) };
  } finally {
    await product.close();
  }
}

/** A setting is `concurrency N`, threads within one image, and `ignoreIcc` after it where profiles are not looked at. */
export async function throughSharp(
  { root, cores }: Ground,
  { folder, files }: Dataset,
  out: string,
  setting: string,
): Promise<Side> {
  const to = join(out, 'files');
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  const script = join(root, 'bench/programs/sharp-folder.mjs');
  const args = [script, folder, to, cores, files.length, setting].map(String);
  const env = { ...process.env, UV_THREADPOOL_SIZE: String(Math.max(4, cores)) };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  let peakMB = 0;
  const look = setInterval(() => (peakMB = Math.max(peakMB, sizeOf(child.pid!))), 200);
  const code = await new Promise((ended) => child.once('close', ended));
  clearInterval(look);
  const written = readdirSync(to).length;
  if (code !== 0 || written !== files.length)
    throw new Error(`sharp ended with ${String(code)} and wrote ${written} files.`);
  return { ms: Number(said), peakMB, outputs: files.map(({ name }) => readFileSync(join(to, name))) };
}

/** 0 of a process that has ended meanwhile. */
function sizeOf(pid: number): number {
  try {
    return peakOfProcess(pid);
  } catch {
    return 0;
  }
}
