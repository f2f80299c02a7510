import { sharesMemory } from '../../core/tier';
import type { Tier } from '../protocol';

/** What this frame itself can run. `reason` is a stable word, null for `full`. */
export function ownTier(): { readonly tier: Tier; readonly reason: string | null } {
  if (sharesMemory()) return { tier: 'full', reason: null };
  return { tier: 'light', reason: crossOriginIsolated ? 'unshared' : 'not-isolated' };
}
