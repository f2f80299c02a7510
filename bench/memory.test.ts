import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { peakOfProcess, peakOfTree, resetPeakOfProcess } from './memory';
import { processWith } from './processes';

const hasProc = existsSync('/proc/self/smaps_rollup');

/** Holds 300 MB for a moment. A worker's memory goes back to the system when it ends; a heap's may be kept. */
const letsGo = `
  const { Worker } = require('node:worker_threads');
  const worker = new Worker('Buffer.alloc(300e6, 1); require("node:worker_threads").parentPort.postMessage(0)', { eval: true });
  worker.on('exit', () => process.stdout.write('let go'));
  process.stdin.resume().on('end', () => process.exit());
`;

/** A process whose child holds 200 MB of touched memory, until its stdin ends. */
function holder(mark: string) {
  const inner = `const b = Buffer.alloc(200e6, 1); process.stdout.write('held'); process.stdin.resume().on('end', () => process.exit()); globalThis.b = b`;
  const outer = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}], { stdio: 'inherit' })`;
  return spawn(process.execPath, ['-e', outer, mark], { stdio: ['pipe', 'pipe', 'inherit'] });
}

test.runIf(hasProc)('the memory of a process counts what its children hold', async () => {
  const mark = `mark-${process.pid}`;
  const child = holder(mark);
  try {
    await once(child.stdout, 'data');
    expect(processWith(mark)).toBe(child.pid);
    const peak = await peakOfTree(child.pid!, async () => {});
    expect(peak).toBeGreaterThan(200);
    expect(peak).toBeLessThan(500);
    expect(peakOfProcess(child.pid!)).toBeLessThan(150);
  } finally {
    child.stdin.end();
    child.kill();
  }
});

test.runIf(hasProc)('the peak of a process stays when its memory is let go, until it is reset', async () => {
  const child = spawn(process.execPath, ['-e', letsGo], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    await once(child.stdout, 'data');
    expect(peakOfProcess(child.pid!)).toBeGreaterThan(300);
    resetPeakOfProcess(child.pid!);
    expect(peakOfProcess(child.pid!)).toBeLessThan(200);
  } finally {
    child.stdin.end();
    child.kill();
  }
});

test('a process that is not there is an error that names what was looked for', () => {
  expect(() => processWith('--no-such-argument-anywhere')).toThrow('--no-such-argument-anywhere');
});
