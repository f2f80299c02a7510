/**
 * What a page can compute with. `full` has libvips, whose threads share memory: that takes a cross-origin isolated page.
 * `light` has our kernels and the browser's own decoders and encoders, which run anywhere.
 */
export interface Tier {
  readonly name: 'full' | 'light';
  /** Whether this browser's canvas writes WebP: WebKit's does not. */
  readonly writesWebp: boolean;
}

/** What a page or a worker has, as far as it decides whether its threads can share memory. */
export interface Shareable {
  readonly crossOriginIsolated?: boolean;
  readonly SharedArrayBuffer?: unknown;
}

/**
 * Whether threads can share memory here, which libvips hangs without. Isolation lets them; WebKitGTK, and builds of other
 * engines where an administrator has switched it off, isolate a page and share none all the same.
 */
export function sharesMemory(here: Shareable = globalThis): boolean {
  return here.crossOriginIsolated === true && typeof here.SharedArrayBuffer === 'function';
}
