import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { pageCode } from '../tools/page-code.mjs';
import { build, root } from '../tools/prepare.mjs';
import { serve } from '../tools/serve.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly url: string;
  }
}

/** Builds the page and the driver's part of it where they are older than their sources, serves it, and tells its address. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  build();
  // Before the tests, several of which would do it at once.
  await pageCode();
  const { url, close } = await serve(join(root, 'dist'), { port: 0 });
  project.provide('url', url);
  return close;
}
