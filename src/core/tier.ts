/**
 * What a page can compute with. `full` has libvips, whose threads share memory: that takes a cross-origin isolated page.
 * `light` has our kernels and the browser's own decoders and encoders, which run anywhere.
 */
export interface Tier {
  readonly name: 'full' | 'light';
  /** Whether this browser's canvas writes WebP: WebKit's does not. */
  readonly writesWebp: boolean;
}
