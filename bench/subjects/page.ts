import type { IncomingMessage, ServerResponse } from 'node:http';
import { createReadStream } from 'node:fs';
import type { Page } from 'playwright-core';
import { launch } from '../../tools/browser.mjs';
import { serve } from '../../tools/serve.mjs';
import { arenaHeaders } from '../arena-headers';
import { peakOfTree } from '../memory';
import { processWith } from '../processes';
import { inputName, type PageStart } from '../page/api';
import { tinyImage } from './tiny';
import type { Assignment, RunningSubject, Subject } from './subject';

/**
 * A subject inside Chromium: a browser of its own, so that its memory is its own, with the bench's page.
 * @param site The folder that the page was built into.
 */
export async function openPage(
  site: string,
  kind: PageStart['kind'],
  { workers, settings }: Pick<Subject, 'workers' | 'settings'>,
  version: string | null,
  { task, inputs, copies }: Assignment,
): Promise<RunningSubject> {
  const files = new Files(
    inputs.map(({ path }) => path),
    await tinyImage(),
  );
  const server = await serve(site, { headers: arenaHeaders, handle: files.handle });
  const { context, profile, end } = await launch();
  const close = async () => {
    await end();
    await server.close();
  };
  try {
    const page: Page = context.pages()[0] ?? (await context.newPage());
    await page.goto(server.url);
    await page.waitForFunction(() => 'bench' in globalThis);
    const options: PageStart = {
      kind,
      task,
      workers,
      setting: settings[0]!,
      copies,
      inputs: inputs.map((input, index) => ({ ...input, path: inputName(index) })),
      tinyUrl: 'input/tiny',
    };
    const startMs = await page.evaluate((given) => globalThis.bench.start(given), options);
    const browser = processWith(`--user-data-dir=${profile}`);
    return {
      startMs,
      version,
      round: (setting, repeats) =>
        page.evaluate(([one, times]) => globalThis.bench.round(one, times), [setting, repeats] as const),
      async outputs(setting) {
        await page.evaluate((one) => globalThis.bench.write(one, 'output'), setting);
        return inputs.map((_, index) =>
          Array.from({ length: copies }, (_, copy) => files.output(index * copies + copy)),
        );
      },
      peakMB: (work) => peakOfTree(browser, work),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Hands the page its inputs under `input/N`, and takes its outputs under `output/N`. */
class Files {
  readonly #paths: readonly string[];
  readonly #tiny: Uint8Array;
  readonly #outputs = new Map<number, Uint8Array>();

  constructor(paths: readonly string[], tiny: Uint8Array) {
    this.#paths = paths;
    this.#tiny = tiny;
  }

  output(index: number): Uint8Array {
    const bytes = this.#outputs.get(index);
    if (!bytes) throw new Error(`Expected output ${index} from the page, received none.`);
    return bytes;
  }

  readonly handle = (request: IncomingMessage, response: ServerResponse): boolean => {
    const [, kind, name] = /^\/(input|output)\/(tiny|\d+)$/.exec(request.url ?? '') ?? [];
    if (kind === undefined) return false;
    if (kind === 'output') void this.#take(Number(name), request, response);
    else if (name === 'tiny') response.end(this.#tiny);
    else createReadStream(this.#paths[Number(name)]!).pipe(response);
    return true;
  };

  async #take(index: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Uint8Array[] = [];
    for await (const piece of request) pieces.push(piece as Uint8Array);
    this.#outputs.set(index, Buffer.concat(pieces));
    response.end();
  }
}
