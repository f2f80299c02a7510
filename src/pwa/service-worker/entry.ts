/** The service worker: isolates pages on hosts that send no headers, and keeps the site for visits without a network. */
import { answerTo } from './answer';
import { hear } from './hear';
import { keepShell } from './shell';
import { beginTrial, keepPartsInUse } from './trial';

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', (event) => {
  // At a first visit the page waits to be isolated; it asks for the files to be kept once it is drawn.
  if (self.registration.active === null) event.waitUntil(self.skipWaiting());
  // A new version is there whole or not at all: it waits beside the one in use until it is told to take over.
  else event.waitUntil(keepShell(event).then(() => keepPartsInUse(event)));
});

self.addEventListener('activate', (event) => event.waitUntil(beginTrial().then(() => self.clients.claim())));

self.addEventListener('fetch', (event) => {
  const answer = answerTo(event);
  if (answer) event.respondWith(answer);
});

self.addEventListener('message', hear);
