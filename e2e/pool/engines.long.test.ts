import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../tools/serve.mjs';
import type { Engine } from '../engines/engine';
import { firefox } from '../engines/firefox';
import { webkit } from '../engines/webkit';
import { buildForWeb, headers } from './build';
import { cases } from './cases';

describe.each([
  ['Firefox', firefox],
  ['WebKit', webkit],
] as const)('the pool in %s', (_, start) => {
  let engine: Engine;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const site = await serve(await buildForWeb(), { port: 0, headers });
    close = site.close;
    engine = await start();
    await engine.goto(site.url);
  });

  afterAll(async () => {
    await engine?.close();
    await close?.();
  });

  for (const { name, worlds = ['web'] } of cases) {
    if (worlds.includes('web')) it(name, () => engine.evaluate(`window.runCase(${JSON.stringify(name)})`));
  }

  it('settles each of 2,000 drawn tasks once, and leaves nothing behind', async () => {
    const { trouble, line } = await engine.evaluate<{ trouble: string[]; line: string }>('window.runChaos(2000, 1)');
    expect({ trouble, line }).toEqual({
      trouble: [],
      line: 'tasks 2000, settled 2000, lost 0, twice 0, leaked 0',
    });
  });
});
