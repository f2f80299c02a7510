import type { Tier } from '../protocol';

/** What this frame itself can run. `reason` is a stable word, null for `full`. */
export function ownTier(): { readonly tier: Tier; readonly reason: string | null } {
  return crossOriginIsolated ? { tier: 'full', reason: null } : { tier: 'light', reason: 'not-isolated' };
}
