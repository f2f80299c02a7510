import { icons } from './icons.ts';

/** What the page reads, by the type that systems know it by. */
const images = {
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'image/avif': ['.avif'],
  'image/heic': ['.heic'],
  'image/heif': ['.heif'],
  'image/jxl': ['.jxl'],
  'image/gif': ['.gif'],
  'image/tiff': ['.tif', '.tiff'],
  'image/svg+xml': ['.svg'],
  'image/bmp': ['.bmp'],
  'image/jp2': ['.jp2'],
  'image/vnd.adobe.photoshop': ['.psd'],
  'image/x-icon': ['.ico'],
  'image/x-tga': ['.tga'],
  'image/x-portable-pixmap': ['.ppm'],
};

const archives = { 'application/zip': ['.zip'] };
const recipes = { 'application/json': ['.json'] };

const handler = (accept: Readonly<Record<string, readonly string[]>>) => ({
  action: './',
  accept,
  launch_type: 'single-client',
});

/** What an installed site is to the system. Addresses are relative: the site lies in any folder of a host. */
export const manifest = {
  // Resolved against the host's root, wherever the site lies: it names the app, and is never fetched.
  id: 'many-hands',
  name: 'Many Hands',
  short_name: 'Many Hands',
  description: 'Preprocess image datasets in a browser, on every core. Nothing is uploaded.',
  lang: 'en',
  dir: 'ltr',
  start_url: './',
  scope: './',
  display: 'standalone',
  orientation: 'any',
  theme_color: '#f7f6f3',
  background_color: '#f7f6f3',
  categories: ['photo', 'productivity', 'utilities', 'developer'],
  icons: [
    { src: 'icon.svg', type: 'image/svg+xml', sizes: 'any', purpose: 'any' },
    ...icons.map(({ path, sizePx, maskable }) => ({
      src: path,
      type: 'image/png',
      sizes: `${sizePx}x${sizePx}`,
      purpose: maskable ? 'maskable' : 'any',
    })),
  ],
  // Taken by `npm run picture`.
  screenshots: [
    {
      ...{ src: 'screenshots/wide.png', type: 'image/png', sizes: '1280x800', form_factor: 'wide' },
      label: 'Twelve images after a run, with the recipe beside them',
    },
    {
      ...{ src: 'screenshots/narrow.png', type: 'image/png', sizes: '390x844', form_factor: 'narrow' },
      label: 'The same on a phone',
    },
  ],
  shortcuts: [
    { name: 'Speed-up', description: 'How many workers pay on this machine', url: './#/speed-up' },
    { name: 'Learn', description: 'Processes and pools, with code that runs', url: './#/learn' },
  ],
  // Files come to the window that is open, if there is one, as if they were dropped on it.
  launch_handler: { client_mode: ['focus-existing', 'auto'] },
  file_handlers: [handler(images), handler(archives), handler(recipes)],
  // Answered by the service worker; no host ever sees it.
  share_target: {
    action: './share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: { files: [{ name: 'images', accept: ['image/*', '.heic', '.avif', '.jxl', 'application/zip', '.zip'] }] },
  },
};
