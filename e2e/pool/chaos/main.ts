// npm run chaos: plays drawn schedules in Chromium or in Node. The last line is the account.
import { launch } from '../../../tools/browser.mjs';
import { serve } from '../../../tools/serve.mjs';
import { buildForNode, buildForWeb, headers } from '../build';
import { nodeWorld } from '../node-world';
import type { Account } from './account';
import { chaos } from './run';

interface Played extends Pick<Account, 'drawn' | 'trouble' | 'rounds'> {
  readonly line: string;
  readonly isClean: boolean;
}

export interface ChaosArguments {
  readonly tasks: number;
  readonly seed: number;
  readonly world: 'chromium' | 'node';
}

/** Plays, and prints what came of it. @returns whether nothing was found. */
export async function main(given: ChaosArguments): Promise<boolean> {
  const { drawn, trouble, rounds, line, isClean } = await play(given);
  const summary = Object.entries(drawn)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([what, times]) => `${what} ${times}`);
  console.log(`${rounds} rounds drew: ${summary.join(', ')}.`);
  for (const sentence of trouble) console.log(sentence);
  const { tasks, seed, world } = given;
  if (!isClean) console.log(`Again: npm run chaos -- --tasks ${tasks} --seed ${seed} --world ${world}`);
  console.log(line);
  return isClean;
}

export function play({ tasks, seed, world }: ChaosArguments): Promise<Played> {
  return world === 'node' ? inNode(tasks, seed) : inChromium(tasks, seed);
}

async function inNode(tasks: number, seed: number): Promise<Played> {
  const account = await chaos(nodeWorld(await buildForNode()), { tasks, seed });
  const { drawn, trouble, rounds, isClean } = account;
  return { drawn, trouble, rounds, isClean, line: String(account) };
}

async function inChromium(tasks: number, seed: number): Promise<Played> {
  const site = await serve(await buildForWeb(), { port: 0, headers });
  const browser = await launch();
  try {
    const page = await browser.context.newPage();
    await page.goto(site.url);
    return await page.evaluate(([many, from]) => window.runChaos(many!, from!), [tasks, seed]);
  } finally {
    await browser.end();
    await site.close();
  }
}

declare global {
  interface Window {
    runChaos(tasks: number, seed: number): Promise<Played>;
  }
}
