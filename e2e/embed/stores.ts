import type { launch } from '../../tools/browser.mjs';

/** Browsers as persons have set them, by what those refuse to sites. */
export const refusing = {
  'third-party': { preferences: { profile: { cookie_controls_mode: 1 } } },
  all: { preferences: { profile: { default_content_setting_values: { cookies: 2 } } } },
  private: { args: ['--incognito'] },
} satisfies Record<string, Parameters<typeof launch>[0]>;

/** Asks in a frame what it may store: `refused` where the browser throws. */
export const stores = `(async () => {
  const tried = async (use) => Promise.resolve().then(use).then(() => 'given', () => 'refused');
  return {
    local: await tried(() => localStorage.setItem('a', 'b')),
    database: await tried(() => new Promise((given, refused) => {
      const request = indexedDB.open('a');
      request.onsuccess = given;
      request.onerror = refused;
    })),
    files: await tried(() => navigator.storage.getDirectory()),
    caches: await tried(() => caches.open('a')),
  };
})()`;

export const refusedStores = { local: 'refused', database: 'refused', files: 'refused', caches: 'refused' };
