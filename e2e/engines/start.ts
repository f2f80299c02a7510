import { inject, onTestFinished } from 'vitest';
import { chromium } from './chromium';
import type { Engine, EngineName, EngineOptions } from './engine';
import { firefox } from './firefox';
import { Visitor } from './visitor';
import { webkit } from './webkit';

const starts: Readonly<Record<EngineName, (options?: EngineOptions) => Promise<Engine>>> = {
  Chromium: chromium,
  Firefox: firefox,
  WebKit: webkit,
};

export const engineNames = ['Chromium', 'Firefox', 'WebKit'] as const;

/** The engine that `npm run test:long -- --browser …` names; Chromium where it names none. */
export const isChosen = process.env['MANYHANDS_BROWSER'] !== undefined;
export const chosen: EngineName = nameOf(process.env['MANYHANDS_BROWSER'] ?? 'chromium');

function nameOf(said: string): EngineName {
  const found = engineNames.find((name) => name.toLowerCase() === said.toLowerCase());
  if (!found) throw new Error(`Expected --browser to be chromium, firefox or webkit, received ${said}.`);
  return found;
}

export function startEngine(name: EngineName, options?: EngineOptions): Promise<Engine> {
  return starts[name](options);
}

/** A visitor in the chosen engine, whose browser ends with the test. */
export async function visitor(options?: EngineOptions): Promise<Visitor> {
  const engine = await startEngine(chosen, options);
  onTestFinished(() => engine.close());
  return new Visitor(engine);
}

/** A visitor in the chosen engine, at the built page as `e2e/setup.ts` serves it. */
export async function visiting(): Promise<Visitor> {
  const person = await visitor();
  await person.open(inject('url'));
  return person;
}
