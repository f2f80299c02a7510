import { expect, test } from 'vitest';
import { temporaryFolder } from '../../visit';
import { bareHost } from '../bare-host';
import { bring } from '../bring';
import { writePart } from '../docs';
import type { EngineName } from '../engine';
import { chosen, engineNames, isChosen, startEngine } from '../start';
import { Visitor } from '../visitor';

const asked: readonly EngineName[] = isChosen ? [chosen] : engineNames;

interface Start {
  readonly drawn: number;
  readonly done: number;
}

const names = Array.from({ length: 12 }, (_, at) => `${at}.${['jpg', 'png', 'webp'][at % 3]}`);

/** Opens the page, and runs a folder or a zip of pictures. @returns the seconds that each took. */
async function started(person: Visitor, url: string): Promise<Start> {
  const began = performance.now();
  await person.open(url);
  const drawn = performance.now();
  await person.sees('crossOriginIsolated', 'isolation');
  const brought = performance.now();
  const rows = await bring(person, names);
  await person.run(rows.length);
  const done = performance.now();
  expect((await person.downloadAll()).report.counts).toEqual({ done: 12, skipped: 0, failed: 0 });
  return { drawn: (drawn - began) / 1000, done: (done - brought) / 1000 };
}

test(`${asked.join(', ')}: the browser started anew, its host gone, processes images`, async () => {
  const rows: string[] = [];
  for (const name of asked) {
    const profile = temporaryFolder();
    const host = await bareHost();
    const first = new Visitor(await startEngine(name, { profile }));
    let online: Start;
    try {
      online = await started(first, host.url);
      await first.sees(`document.querySelector('[data-offline=base]')`, 'a page kept for offline');
    } finally {
      await first.engine.close();
    }
    await host.close();
    const second = new Visitor(await startEngine(name, { profile }));
    try {
      const offline = await started(second, host.url);
      expect([1, 2], name).toContain(host.documents());
      rows.push(
        `| ${name} | ${[online.drawn, online.done, offline.drawn, offline.done].map((s) => s.toFixed(1)).join(' | ')} |`,
      );
    } finally {
      await second.engine.close();
    }
  }
  const head = ['', 'online: drawn, s', 'images done, s', 'host gone: drawn, s', 'images done, s'];
  const table = [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows].join('\n');
  process.stdout.write(`\n${table}\n\n`);
  if (!isChosen) writePart('offline-starts', table);
});
