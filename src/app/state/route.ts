import type { Readable } from './store';

/** What the page shows, each at an address of its own: `#/timeline`. */
export const routes = ['images', 'speed-up', 'timeline', 'learn'] as const;
export type Route = (typeof routes)[number];

/** The images stand at `#/`. */
export function addressOf(route: Route): string {
  return route === 'images' ? '#/' : `#/${route}`;
}

function routeHere(): Route {
  return routes.find((route) => addressOf(route) === location.hash) ?? 'images';
}

/** Follows the address bar, back and forward too. */
export const route: Readable<Route> = {
  get: routeHere,
  subscribe: (listener) => {
    addEventListener('hashchange', listener);
    return () => removeEventListener('hashchange', listener);
  },
};
