import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { build, root } from '../tools/prepare.mjs';
import { serve } from '../tools/serve.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly url: string;
  }
}

/** Builds the page where it is older than its sources, serves it, and tells the tests its address. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  build();
  const { url, close } = await serve(join(root, 'dist'), { port: 0 });
  project.provide('url', url);
  return close;
}
