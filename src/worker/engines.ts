import type { SideModule } from '../core/lacking';
import type { Tier } from '../core/tier';
import type { BrowserReader } from './browser-decoder';
import type { Kernels } from './kernels';
import type { Magick } from './magick';
import type { Turns } from './turns';
import type { VipsLibrary } from './vips';

/** What a worker computes with. */
export interface Engines {
  readonly tier: Tier;
  /** Settles once libvips runs; starts it where nothing has yet. Null in the light tier, where it would never start. */
  readonly vips: (() => Promise<VipsLibrary>) | null;
  /** What libvips has started with here, or will. */
  readonly sideModules: readonly SideModule[];
  /** Settles once the second reader runs; loads it where nothing has yet. */
  readonly magick: () => Promise<Magick>;
  /** Our own, and the turns that those take who use their memory. Null runs everything on libvips. */
  readonly kernels: { readonly kernels: Kernels; readonly turns: Turns } | null;
  /** The browser's decoder as it was seen to work at the start; null where it was not, and never there without kernels. */
  readonly browser: BrowserReader | null;
  /** Told when an item has left the memory of wasm unfit for others: by a trap, or because it ran out. */
  readonly spoilt?: () => void;
}
