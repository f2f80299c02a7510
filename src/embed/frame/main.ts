import '../../pwa/trusted-types';
import '../../pool/symbols';
import { about } from '../../app/state/about';
import { ownRun, type Tier } from '../protocol';
import type { Checked } from './check';
import './frame.css';
import { meetHost, type Host } from './host';
import { wear } from './looks';
import { ownTier } from './own-tier';
import type { Doing } from './state';
import { View } from './view';
import type { Work } from './work';

/** The engine and all it needs: begun at once, and waited for by what needs it. */
const loading = import('./work');
let host: Host | null = null;
let work: Promise<Work> | null = null;

function theWork(): Promise<Work> {
  work ??= loading.then(
    ({ Work: Made }) =>
      new Made(
        (message) => {
          if (message.type === 'tier') view.say(message.tier as Tier); // The engine's own word.
          host?.tell(message);
        },
        (shown) => view.show(shown),
      ),
  );
  return work;
}

let isConfigured: () => void;
const configured = new Promise<void>((resolve) => (isConfigured = resolve));

let isAtWork = false;
void configured.then(() => (isAtWork = true));

/** Files came before the field could take them. */
let isPersonWaiting = false;

/** At once, or the form could be sent without what was just picked. */
function tellWaiting(): void {
  if (isPersonWaiting) host?.tell({ type: 'progress', id: ownRun, done: 0, total: 0, isPersonWaiting });
}

/** How often the page has emptied the field: what a person did before belongs to nothing any more. */
let clears = 0;

/** What a person does waits for the script that does it, and for the page's word on what may be done. */
function later(act: (doing: Doing) => void): void {
  const mine = clears;
  void configured.then(theWork).then(({ doing: field }) => {
    if (mine === clears) act(field);
  });
}
const doing: Doing = {
  add(found) {
    if (!isAtWork) {
      isPersonWaiting = true;
      tellWaiting();
      theWork().catch(notStarted);
    }
    later((field) => field.add(found));
  },
  remove: (id) => later((field) => field.remove(id)),
  cancel: () => later((field) => field.cancel()),
  retry: () => later((field) => field.retry()),
  clear: () => later((field) => field.clear()),
  warm: () => later((field) => field.warm()),
  openWindow: () => later((field) => field.openWindow()),
};
const view = new View(doing);

new ResizeObserver(() => {
  host?.tell({ type: 'size', height: Math.ceil(document.body.getBoundingClientRect().height) });
}).observe(document.body);

let isDrawn = false;

function notStarted(): void {
  host?.tell({ type: 'error', code: 'start-failed', message: 'The field’s script could not be loaded.' });
}

function hear(checked: Checked, from: Host): void {
  host = from;
  if (!('message' in checked)) return refuse(checked, from);
  const { message } = checked;
  if (message.type === 'clear') {
    clears++;
    isPersonWaiting = false;
  }
  if (message.type === 'configure') {
    wear(message.looks, message.isDark);
    view.configure(message);
  }
  void theWork().then((made) => {
    made.hear(message);
    if (message.type === 'configure') isConfigured();
  }, notStarted);
  if (isDrawn || message.type !== 'configure') return;
  isDrawn = true;
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  from.tell({ type: 'size', height });
  const { tier, reason } = ownTier();
  view.say(tier);
  from.tell({ type: 'ready', tier, reason, app: about.app });
  tellWaiting();
}

/** After the answers to all that came before; at once where the page waits for a first word. */
function refuse({ sentence, id }: Extract<Checked, { sentence: string }>, from: Host): void {
  const tell = () => {
    if (id === null) from.tell({ type: 'error', code: 'bad-message', message: sentence });
    else from.tell({ type: 'failed', id, code: 'bad-message', message: sentence });
  };
  if (isDrawn) void theWork().then(tell, tell);
  else tell();
}

const [, relay] = /^#window=([\w-]+)$/.exec(location.hash) ?? [];
if (parent !== window) void meetHost(new URL('embed-hosts.json', location.href), hear);
else if (relay) void import('../window/worker-window').then(({ workForRelay }) => workForRelay(relay));
