import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { root } from '../tools/prepare.mjs';
import { serve } from '../tools/serve.mjs';
import { visit, type Visit } from './visit';

/** The built page from a host without the isolation headers, and without a service worker, which would isolate it. */
export async function lightVisit(): Promise<Visit> {
  const host = await serve(join(root, 'dist'), { headers: {} });
  onTestFinished(host.close);
  return visit({ url: host.url, init: () => void Reflect.deleteProperty(Navigator.prototype, 'serviceWorker') });
}
