import type { Readable } from './store';

/** Whether the browser says that there is a network. */
export const network: Readable<boolean> = {
  get: () => navigator.onLine,
  subscribe: (listener) => {
    addEventListener('online', listener);
    addEventListener('offline', listener);
    return () => {
      removeEventListener('online', listener);
      removeEventListener('offline', listener);
    };
  },
};
