import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { headersOf } from '../../../src/pwa/policy.mjs';
import { root } from '../../../tools/prepare.mjs';
import { serve } from '../../../tools/serve.mjs';
import { writePart } from '../docs';
import type { Engine, EngineName } from '../engine';
import { features, probeWorker, tableOf, type Column } from '../features';
import { chosen, engineNames, isChosen, startEngine } from '../start';
import { Visitor } from '../visitor';

const asked = isChosen ? [chosen] : engineNames;

/** The built page, and beside it the worker that probes what only workers have. */
async function site(): Promise<string> {
  const { url, close } = await serve(join(root, 'dist'), {
    handle: (request: IncomingMessage, response: ServerResponse) => {
      if (request.url !== probeWorker.path) return false;
      response.writeHead(200, { ...headersOf('assets/'), 'Content-Type': 'text/javascript' }).end(probeWorker.script);
      return true;
    },
  });
  onTestFinished(close);
  return url;
}

async function columnOf(engine: Engine): Promise<Column> {
  const column: Record<string, boolean | string> = {};
  for (const { name, probe } of features) column[name] = await engine.evaluate<boolean | string>(probe);
  return column;
}

test(`what ${asked.join(', ')} can and cannot, printed, and told on the page where it is missing`, async () => {
  const url = await site();
  const columns = new Map<EngineName, { version: string; column: Column }>();
  for (const name of asked) {
    const engine = await startEngine(name);
    try {
      const person = new Visitor(engine);
      await person.open(url);
      const column = await columnOf(engine);
      columns.set(name, { version: engine.version, column });
      expect(column['Isolated by headers, with threads that share memory'], name).toBe(true);
      await person.click('Settings');
      await person.sees(`document.querySelector('[data-lacks]')`, 'what the browser lacks');
      const told = await engine.evaluate<string>(`document.querySelector('[data-lacks]').dataset.lacks`);
      expect([name, told.split(' ').filter(Boolean)]).toEqual([name, lackedBy(column, name)]);
    } finally {
      await engine.close();
    }
  }
  const table = tableOf(columns);
  process.stdout.write(`\n${table}\n\n`);
  if (!isChosen) writePart('matrix', table);
});

/** What Settings must list, by what was probed. */
function lackedBy(column: Column, name: EngineName): string[] {
  const needs = {
    browserDecoder: column['ImageDecoder hands over a JPEG’s own planes'] === true,
    // Nobody would answer it in Chromium, so its driver takes it away.
    savePicker: name !== 'Chromium' && column['Picker of a place to save'] === true,
    privateFiles: column['Private file system, with handles in workers'] === true,
    locks: column['Web Locks'] === true,
    wakeLock: column['Wake Lock'] === true,
    clipboardRead: column['Reads the clipboard by a button'] === true,
  };
  return Object.entries(needs).flatMap(([id, has]) => (has ? [] : [id]));
}
