// What becomes of a report when some of its outputs could not be written.
import { rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Fails every item of which an output is lost, whole: half of a fan-out would look like all of it. What there is of its
 * outputs is removed.
 * @template {{ items: { path: string, status: string, outputs: { path: string }[] }[] }} Report
 * @param {Report} report
 * @param {ReadonlyMap<string, string>} lost Why, by the output's path.
 * @param {{ folder: string, troubleOf: (sentence: string) => { code: string, detail: string } }} options
 */
export function withoutLost(report, lost, { folder, troubleOf }) {
  const items = report.items.map((item) => {
    const output = item.outputs.find(({ path }) => lost.has(path));
    if (!output) return item;
    for (const { path } of item.outputs) if (!lost.has(path)) rmSync(join(folder, path), { force: true });
    const trouble = troubleOf(`${output.path} could not be written (${lost.get(output.path)}).`);
    return { ...item, status: 'failed', ...trouble, outputs: [] };
  });
  const of = (status) => items.filter((item) => item.status === status).length;
  return { ...report, counts: { done: of('done'), skipped: of('skipped'), failed: of('failed') }, items };
}
