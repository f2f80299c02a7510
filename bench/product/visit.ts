import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { drop, launch } from '../../tools/browser.mjs';
import { serve } from '../../tools/serve.mjs';
import { processWith } from '../processes';
import { within } from '../subjects/patient';

/** The product's own page, as it is built, in a browser of its own. */
export interface Product {
  /** Loads it as at a visit. @returns the page, once it can be used. */
  visit(): Promise<Page>;
  /** Of the browser. */
  readonly pid: number;
  /** What the page posted to `saved`. */
  saved(): Uint8Array;
  close(): Promise<void>;
}

/** @param recipe As a former visit left it. */
export async function openProduct(root: string, folder: string, recipe: object): Promise<Product> {
  const file = join(folder, 'saved.zip');
  const server = await serve(join(root, 'dist'), { handle: (request, response) => taken(file, request, response) });
  const { context, profile, end } = await launch();
  const close = async () => {
    await within(end(), 20_000, 'The browser did not end').catch(() => {});
    await server.close();
  };
  try {
    await context.addInitScript(prepared, JSON.stringify(recipe));
    return {
      visit: () => visit(context, server.url),
      pid: processWith(`--user-data-dir=${profile}`),
      saved: () => readFileSync(file),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function visit(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  for (const other of context.pages()) if (other !== page) await other.close();
  await page.goto(url);
  await page.locator('main[data-state]').waitFor();
  return page;
}

/** Drops files on the page and has them run as soon as the page can. */
export async function runOver(page: Page, paths: string[]): Promise<void> {
  await drop(page, paths);
  await page.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':enabled')).click();
  await page.locator('main[data-state=done]').waitFor({ timeout: 0 });
}

/** Saves the zip of all outputs. @returns once its last byte is written. */
export async function saveAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Download all', exact: true }).click();
  await page.evaluate(() => globalThis.benchSaved);
}

/** Hands over the zip that was saved, when no clock runs. */
export async function fetchSaved(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    const body = await (await folder.getFileHandle('bench.zip')).getFile();
    const { ok } = await fetch('saved', { method: 'POST', body });
    if (!ok) throw new Error('The zip was not taken.');
  });
}

function taken(file: string, request: IncomingMessage, response: ServerResponse): boolean {
  if (request.url !== '/saved') return false;
  const pieces: Uint8Array[] = [];
  request.on('data', (piece: Uint8Array) => pieces.push(piece));
  request.on('end', () => {
    writeFileSync(file, Buffer.concat(pieces));
    response.end();
  });
  return true;
}

declare global {
  /** Settles when what was saved is on the disk. */
  var benchSaved: Promise<void>;
  /** When the first job was done, in milliseconds since the page began to load. */
  var benchDoneMs: number | undefined;
}

/** In the page, before its own scripts. A picker waits for a person for ever: its place is a file of this browser's disk. */
function prepared(recipe: string): void {
  localStorage.setItem('manyhands.recipe', recipe);
  let saved: () => void;
  globalThis.benchSaved = new Promise((resolve) => (saved = resolve));
  Object.assign(window, {
    showSaveFilePicker: async () => ({
      createWritable: async () => {
        const folder = await navigator.storage.getDirectory();
        const handle = await folder.getFileHandle('bench.zip', { create: true });
        const writer = (await handle.createWritable()).getWriter();
        return new WritableStream({
          write: (piece) => writer.write(piece),
          close: async () => {
            await writer.close();
            saved();
          },
        });
      },
    }),
  });
  const watch = () => {
    if (document.querySelector('main[data-state=done]')) globalThis.benchDoneMs ??= performance.now();
  };
  new MutationObserver(watch).observe(document, { subtree: true, childList: true, attributes: true });
}
