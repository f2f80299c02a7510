import type { Kernels } from './kernels';
import type { Turns } from './turns';
import type { VipsLibrary } from './vips';

/** What a worker computes with. */
export interface Engines {
  /** Settles once libvips runs; starts it where nothing has yet. */
  readonly vips: () => Promise<VipsLibrary>;
  /** Our own, and the turns that those take who use their memory. Null runs everything on libvips. */
  readonly kernels: { readonly kernels: Kernels; readonly turns: Turns } | null;
  /** Whether the browser's decoder was seen to hand over what we expect of it; never without kernels. */
  readonly trustsBrowser: boolean;
}
