import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, expect, inject, onTestFinished } from 'vitest';
import { processWith } from '../bench/processes';
import { drop, launch } from '../tools/browser.mjs';

export interface VisitOptions {
  /** Default the built page as `e2e/setup.ts` serves it. */
  readonly url?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** A phone: touch instead of a mouse, and the viewport as it says of itself. */
  readonly hasTouch?: boolean;
  readonly isMobile?: boolean;
  readonly colorScheme?: 'dark' | 'light';
  /** Runs in each document of the visit's page before its own scripts. */
  readonly init?: () => void;
  readonly preferences?: object;
  /** The browser's own picker of a place to save stays open for ever without a person; taken away where not asked for. */
  readonly keepsPicker?: boolean;
  /** Whether the page may keep itself on the machine, by its service worker. */
  readonly keepsOffline?: boolean;
  /** In a browser that no other visit has used or will use, whatever is done to it. */
  readonly alone?: boolean;
}

export type Phase = 'empty' | 'ready' | 'running' | 'paused' | 'done';

/** A person's visit to the page: what they do, and what they can see of it. */
export class Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly #trouble: string[];

  constructor(page: Page, trouble: string[]) {
    this.page = page;
    this.context = page.context();
    this.#trouble = trouble;
  }

  /** Console errors, page errors and requests that left this machine's server, so far. */
  get trouble(): readonly string[] {
    return this.#trouble;
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Waits until the page is in this state; long enough for a busy machine. */
  async is(phase: Phase): Promise<void> {
    await this.page.locator(`main[data-state=${phase}]`).waitFor({ timeout: 120_000 });
  }

  async drop(...paths: readonly string[]): Promise<void> {
    await drop(this.page, paths);
  }

  async pick(paths: string | readonly string[]): Promise<void> {
    await this.page.locator('input[type=file]').first().setInputFiles(paths);
  }

  /** Loads a recipe given as a value, or as the text of a file. */
  async loadRecipe(recipe: unknown, name = 'recipe.json'): Promise<void> {
    const text = typeof recipe === 'string' ? recipe : JSON.stringify(recipe);
    const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) };
    await this.page.locator('input[data-input=recipe]').setInputFiles(file);
  }

  /** The recipe as the next visit will find it. */
  async keptRecipe(): Promise<{ steps: { op: string }[]; output: Record<string, unknown> }> {
    return JSON.parse(await this.page.evaluate(() => localStorage.getItem('manyhands.recipe') ?? 'null'));
  }

  /** Waits for this many rows, presses Run, and waits for the end. */
  async run(rows: number): Promise<void> {
    await this.hasRows(rows);
    await this.button('Run').click();
    await this.is('done');
  }

  /** Waits until the list has taken in so many rows, whether they are in the document or not. */
  async hasRows(rows: number): Promise<void> {
    await this.page.getByRole('list', { name: `Images, ${rows.toLocaleString('en')} row` }).waitFor();
    await this.button('Run').and(this.page.locator(':enabled')).waitFor();
  }

  row(path: string): Locator {
    return this.page.locator(`[data-path=${JSON.stringify(path)}]`);
  }

  /** What pressing `button` downloads: its name and bytes. */
  async download(button: Locator): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  async downloadAll(): Promise<Buffer> {
    return (await this.download(this.button('Download all'))).bytes;
  }
}

/** Opens the page; all of it is gone when the test has ended, which fails for any trouble that the browser told of meanwhile. */
export async function visit(options: VisitOptions = {}): Promise<Visit> {
  const context = needsItsOwn(options) ? await browser(options) : await filesBrowser();
  const opened = await open(context, options.url, options);
  onTestFinished(() => expect(opened.trouble).toEqual([]));
  return opened;
}

/** What a browser is given when it starts, or keeps beyond the pages that asked for it. */
function needsItsOwn({ alone, hasTouch, isMobile, preferences, keepsPicker, keepsOffline }: VisitOptions): boolean {
  return [alone, hasTouch, isMobile, preferences, keepsPicker, keepsOffline].some(Boolean);
}

let shared: ReturnType<typeof launch> | null = null;
afterAll(async () => (await shared)?.end());

/**
 * The browser of this file's plain visits: to start one takes longer than most of what is done in it. After each test its
 * pages are closed and what their origins have stored is removed.
 */
async function filesBrowser(): Promise<BrowserContext> {
  shared ??= launch();
  const { context } = await shared;
  await prepare(context);
  onTestFinished(() => emptied(context));
  return context;
}

async function emptied(context: BrowserContext): Promise<void> {
  const opened = context.pages();
  const last = await context.newPage();
  const session = await context.newCDPSession(last);
  const origins = new Set(
    opened.map((page) => new URL(page.url()).origin).filter((origin) => origin.startsWith('http')),
  );
  await Promise.all(opened.map((page) => page.close()));
  for (const origin of origins) await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await session.detach();
}

/** A browser with a fresh profile that ends with the test, for visits that share one. */
export async function browser({
  url: _,
  init: __,
  alone: ___,
  keepsPicker,
  ...options
}: VisitOptions = {}): Promise<BrowserContext> {
  const { context, profile, end } = await launch(options);
  profiles.set(context, profile);
  // Handlers run last to first: trouble is looked at before the browser is gone.
  onTestFinished(end);
  await prepare(context, keepsPicker);
  return context;
}

const prepared = new WeakSet<BrowserContext>();

async function prepare(context: BrowserContext, keepsPicker = false): Promise<void> {
  if (prepared.has(context)) return;
  prepared.add(context);
  // A busy machine takes longer than Playwright's half a minute; a test has three.
  context.setDefaultTimeout(120_000);
  if (!keepsPicker) await context.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
}

const profiles = new WeakMap<BrowserContext, string>();

/** The first process of a browser that `browser` started. */
export function processOf(context: BrowserContext): number {
  return processWith(`--user-data-dir=${profiles.get(context)}`);
}

/** A further visit in the same browser. */
export async function open(
  context: BrowserContext,
  url = inject('url'),
  { init, viewport, colorScheme }: Pick<VisitOptions, 'init' | 'viewport' | 'colorScheme'> = {},
): Promise<Visit> {
  const blank = context.pages().find((page) => page.url() === 'about:blank');
  const page = blank ?? (await context.newPage());
  if (init) await page.addInitScript(init);
  if (viewport) await page.setViewportSize(viewport);
  if (colorScheme) await page.emulateMedia({ colorScheme });
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(`error: ${error.stack ?? error.message}`));
  page.on('crash', () => trouble.push('The page crashed.'));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') trouble.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(url).origin) trouble.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  // Hidden where the address is that of the lessons.
  await page.locator('main[data-state]').waitFor({ state: 'attached' });
  return new Visit(page, trouble);
}

/** A folder that is gone when the test has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'manyhands-e2e-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
