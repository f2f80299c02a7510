import { defaultSettings, workersOf } from '../../job/settings';
import { sharesMemory } from '../../core/tier';
import { begunCrew } from '../frame/begun-crew';
import type { FromWindow, ToWindow } from './messages';

/** This page as a window of its own, which works for a frame in another. @param name Of the relay that opened it. */
export async function workForRelay(name: string): Promise<void> {
  const channel = new BroadcastChannel(`many-hands-${name}`);
  const tell = (message: FromWindow) => channel.postMessage(message);
  const note = document.createElement('p');
  note.role = 'status';
  note.textContent = sharesMemory()
    ? 'Working on the images of another page. Leave this window open; it closes by itself.'
    : 'This browser cannot work on images in this window either.';
  document.body.className = 'page';
  document.body.replaceChildren(note);
  addEventListener('pagehide', () => tell({ type: 'gone' }));
  const workers = workersOf(defaultSettings);
  const crew = sharesMemory() ? await begunCrew(() => workers) : null;
  let done = 0;
  channel.onmessage = async ({ data }: MessageEvent<ToWindow>) => {
    if (data.type === 'close') {
      await crew?.close();
      return close();
    }
    const { id, bytes, request } = data;
    const timeoutMs = defaultSettings.timeoutSeconds * 1000;
    // A second try, after a worker's death, takes the bytes anew.
    const late = { bytes: bytes.byteLength, read: async () => bytes.slice(0) };
    const worked = await crew?.process(late, request, { timeoutMs });
    if (!worked) return;
    tell({ type: 'worked', id, worked });
    note.textContent = `${++done} ready. Leave this window open; it closes by itself.`;
  };
  tell({ type: 'open', isIsolated: sharesMemory(), workers });
}
