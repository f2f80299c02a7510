import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect } from 'vitest';
import { reportSchema } from '../src/core/dataset/report';
import type { Report } from '../src/core/dataset/report';
import { temporaryFolder } from './visit';

export interface Archive {
  /** Bytes by path, `report.json` not among them. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly report: Report;
}

/** Reads a zip that the page made, by tools that are not the page's own, and holds its report to its schema and counts. */
export function readArchive(zip: Uint8Array): Archive {
  const path = join(temporaryFolder(), 'dataset.zip');
  writeFileSync(path, zip);
  for (const [command, ...args] of [
    ['unzip', '-tqq', path],
    ['python3', '-c', 'import sys, zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)', path],
  ]) {
    const { error, status, stderr } = spawnSync(command!, args, { encoding: 'utf8' });
    // A bare machine may have neither; fflate reads it anyway.
    if (!error) expect(status, `${command}: ${stderr}`).toBe(0);
  }
  const files = new Map(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, Buffer.from(bytes)]));
  const report = reportSchema.parse(JSON.parse(String(files.get('report.json'))));
  files.delete('report.json');
  reconcile(report, files);
  return { files, report };
}

/** Every row has one outcome, the counts add up, and the outputs are those that are there, beside files of labels. */
function reconcile({ items, counts, labels }: Report, files: ReadonlyMap<string, Buffer>): void {
  const of = (status: string) => items.filter((item) => item.status === status).length;
  expect(counts).toEqual({ done: of('done'), skipped: of('skipped'), failed: of('failed') });
  expect(new Set(items.map(({ path }) => path)).size).toBe(items.length);
  const outputs = items.flatMap((item) => item.outputs);
  const paths = new Set(outputs.map(({ path }) => path));
  expect([...paths].filter((path) => !files.has(path))).toEqual([]);
  const beside = [...files.keys()].filter((path) => !paths.has(path));
  expect(beside, `beside the images: ${beside.join()}`).toHaveLength(labels?.outputs.files ?? 0);
  for (const { path, bytes } of outputs) expect(files.get(path)?.byteLength, path).toBe(bytes);
}
