import { launch } from '../../tools/browser.mjs';
import { serve } from '../../tools/serve.mjs';
import { arenaHeaders } from '../arena-headers';
import { cpuMsOf } from '../cpu';
import { argumentsOf, processWith, treeOf } from '../processes';
import type { Arena, ContestantName } from './arena';

/** A contestant in a page of a browser of its own. @param site The folder that the page was built into. */
export async function openPageArena(site: string, name: ContestantName): Promise<Arena> {
  const server = await serve(site, { headers: arenaHeaders });
  const { context, profile, end } = await launch();
  const close = async () => {
    await end();
    await server.close();
  };
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(server.url);
    await page.waitForFunction(() => 'poolStage' in globalThis);
    await page.evaluate((given) => {
      globalThis.stage = globalThis.poolStage(given);
    }, name);
    const browser = processWith(`--user-data-dir=${profile}`);
    return {
      open: (wish) => page.evaluate((given) => globalThis.stage.open(given), wish),
      measure: (measure, count) =>
        page.evaluate(([one, many]) => globalThis.stage.measure(one, many), [measure, count] as const),
      cpuMs: () => cpuMsOf(renderersOf(browser)),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Workers are threads of their page's renderer. Chromium writes its children's arguments as one text. */
function renderersOf(browser: number): number[] {
  const renderers = treeOf(browser).filter((pid) => argumentsOf(pid).join(' ').includes('--type=renderer'));
  if (renderers.length === 0) throw new Error('Expected a renderer among the processes of Chromium, found none.');
  return renderers;
}
