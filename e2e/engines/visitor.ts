import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readArchive, type Archive } from '../archive';
import { temporaryFolder, type Phase } from '../visit';
import { patiently, type Engine, type Key } from './engine';

/** Longest wait for anything on the page, on a busy machine. */
const patienceMs = 180_000;

/** A person at the page in any engine: what they do, by the names that they read, and what they see. */
export class Visitor {
  readonly engine: Engine;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  /** Opens the page and waits until it is drawn. */
  async open(url: string): Promise<void> {
    await this.engine.goto(url);
    await this.drawn();
  }

  async drawn(): Promise<void> {
    await this.sees(`document.querySelector('main[data-state]') !== null`, 'the page');
  }

  /** Waits until the expression is true in the page, whatever is loaded there meanwhile. */
  async sees(expression: string, what: string): Promise<void> {
    const poll = { timeout: patienceMs, interval: 100, message: `${what} in ${this.engine.name}` };
    // Between two documents there is nobody to ask.
    await expect.poll(() => this.engine.evaluate(`!!(${expression})`).catch(() => false), poll).toBe(true);
  }

  async is(phase: Phase): Promise<void> {
    await this.sees(`document.querySelector('main[data-state=${phase}]')`, `the state ${phase}`);
  }

  async text(selector = 'body'): Promise<string> {
    return this.engine.evaluate(`document.querySelector(${JSON.stringify(selector)})?.innerText ?? ''`);
  }

  /** Clicks the control of this accessible name, once it is there and can be used. */
  async click(name: string): Promise<void> {
    // It may be drawn anew, or still be moving, between being found and being clicked.
    await patiently(
      async () => {
        await this.sees(`${mark}(${JSON.stringify(name)})`, `a control named “${name}”`);
        await this.engine.click('[data-under-test]');
      },
      5,
      300,
    );
  }

  /** Clicks the first element of this selector, once nothing lies over it. */
  async clickOn(selector: string): Promise<void> {
    await patiently(() => this.engine.click(selector), 5, 300);
  }

  press(...keys: readonly Key[]): Promise<void> {
    return this.engine.press(...keys);
  }

  pick(...paths: readonly string[]): Promise<void> {
    return this.engine.setFiles('input[data-input=files]', paths);
  }

  async loadRecipe(recipe: unknown, name = 'recipe.json'): Promise<void> {
    const path = join(temporaryFolder(), name);
    writeFileSync(path, typeof recipe === 'string' ? recipe : JSON.stringify(recipe));
    await this.engine.setFiles('input[data-input=recipe]', [path]);
  }

  async hasRows(rows: number): Promise<void> {
    const label = `Images, ${rows.toLocaleString('en')} row`;
    await this.sees(`document.querySelector('[role=list][aria-label^="${label}"]')`, `${rows} rows`);
  }

  async settled(): Promise<number> {
    return this.engine.evaluate(
      `Number(document.querySelector('[role=progressbar][aria-label="Images run"]')?.getAttribute('aria-valuenow') ?? NaN)`,
    );
  }

  /** Waits for this many rows, presses Run, and waits for the end. */
  async run(rows: number): Promise<void> {
    await this.hasRows(rows);
    await this.click('Run');
    await this.is('done');
  }

  /** The zip as it came onto the disk. */
  async downloadAll(): Promise<Archive> {
    const { name, bytes } = await this.engine.download(() => this.click('Download all'));
    expect(name).toMatch(/^dataset.*[.]zip$/);
    return readArchive(bytes);
  }

  /** The accessible name of what has the focus; null where that is nothing. */
  focused(): Promise<string | null> {
    return this.engine.evaluate(`document.activeElement === document.body ? null : ${nameOf}(document.activeElement)`);
  }
}

const nameOf = `((element) => (element.getAttribute('aria-label') ?? element.textContent).trim())`;

/** Marks the one control of this name that can be used, for the browser to find. @returns whether there is one. */
const mark = `((name) => {
  for (const one of document.querySelectorAll('[data-under-test]')) one.removeAttribute('data-under-test');
  const control = [...document.querySelectorAll('button, a[href], [role=menuitem], [role=option], [role=radio]')].find((one) =>
    ${nameOf}(one) === name && !one.disabled && one.getAttribute('aria-disabled') !== 'true' && one.getClientRects().length > 0);
  control?.setAttribute('data-under-test', '');
  return control !== undefined;
})`;
