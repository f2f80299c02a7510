import type { Built } from '../built';
import { everywhere, headersByKind } from '../policy.mjs';

declare const self: ServiceWorkerGlobalScope;
declare const __BUILT__: Built;

/** What the build put in. */
export const built: Built = __BUILT__;

/** The folder that the site lies in: `https://host/some/folder/`. */
const { scope } = self.registration;

export function urlOf(path: string): string {
  return new URL(path, scope).href;
}

/** @returns the address within the site, without its query; null for what lies outside. */
export function pathOf(url: string): string | null {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`.startsWith(scope) ? `${origin}${pathname}`.slice(scope.length) : null;
}

/**
 * Responses are kept with their headers, so a cache belongs to one list of headers; and to one folder, since all sites of
 * an origin share their caches.
 */
const headersId = JSON.stringify([everywhere, headersByKind])
  .split('')
  .reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7)
  .toString(36);

const ours = `manyhands ${new URL(scope).pathname}`;
/** What files of builds are kept in, whichever headers they have. */
const ofBuilds = [`${ours} shell `, `${ours} parts `];

export const cacheNames = {
  shell: `${ours} shell ${headersId}`,
  parts: `${ours} parts ${headersId}`,
  /** Small facts of the service worker, as JSON. */
  notes: `${ours} notes`,
  /** What was shared with the site by the system, until the page takes it. */
  shared: `${ours} shared`,
};

/** All caches that hold files of builds, those of former lists of headers too; not what a person, or another site, has sent. */
export async function cachesOfBuilds(): Promise<string[]> {
  return (await caches.keys()).filter((name) => ofBuilds.some((start) => name.startsWith(start)));
}
