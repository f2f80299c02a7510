import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cpuMsOf } from './cpu';

const hasSchedstat = existsSync('/proc/self/schedstat');

/** A worker computes until its process has used 300 ms by its own account; then nothing does. */
const works = `
  const { Worker } = require('node:worker_threads');
  new Worker('while (process.cpuUsage().user + process.cpuUsage().system < 300e3); require("node:worker_threads").parentPort.postMessage(0); setInterval(() => {}, 1e6)', { eval: true })
    .on('message', () => process.stdout.write('worked'));
  process.stdin.resume().on('end', () => process.exit());
`;

test.runIf(hasSchedstat)(
  'what a process has computed counts its threads, and does not grow while all of them wait',
  async () => {
    const child = spawn(process.execPath, ['-e', works], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      await once(child.stdout, 'data');
      const worked = cpuMsOf([child.pid!]);
      expect(worked).toBeGreaterThan(250);
      await new Promise((go) => setTimeout(go, 300));
      expect(cpuMsOf([child.pid!]) - worked).toBeLessThan(100);
    } finally {
      child.stdin.end();
      child.kill();
    }
  },
);

test('a process that is not there has computed nothing', () => {
  expect(cpuMsOf([2 ** 30])).toBe(0);
});
