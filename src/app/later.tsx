import { lazy, Suspense, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';

/** A part of the page whose script is loaded apart from the page's own. */
export type Later<P> = ComponentType<P & { readonly meanwhile?: ReactNode }>;

const fetches: (() => Promise<unknown>)[] = [];

/**
 * A component that is loaded when it is first shown, or by `loadTheRest`. `meanwhile` stands in its place until it is
 * there; once it is loaded it is drawn at once, where React's own `lazy` would draw `meanwhile` for a frame.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  let loaded: ComponentType<P> | null = null;
  const fetch = async () => (loaded ??= await load());
  const Waiting = lazy(async () => ({ default: await fetch().catch(() => Missing) }));
  fetches.push(fetch);
  return function Part({ meanwhile = null, ...props }) {
    // The one that it began with: another would lose the state of what is on the screen.
    const [Shown] = useState(() => loaded ?? Waiting);
    // What is left of the properties without `meanwhile` is P, which TypeScript cannot follow.
    return (
      <Suspense fallback={meanwhile}>
        <Shown {...(props as unknown as P)} />
      </Suspense>
    );
  };
}

/** Loads every part and the `others`, one after another, so that none waits for the network when it is asked for. */
export async function loadTheRest(others: readonly (() => Promise<unknown>)[]): Promise<void> {
  // One that fails is tried again when it is shown.
  for (const fetch of [...fetches, ...others]) await fetch().catch(() => undefined);
}

function Missing() {
  return (
    <p className="later-missing" role="alert">
      This part of the page could not be loaded. Reload the page to try again.
    </p>
  );
}
