/**
 * The page between a frame and the window that works for it. A window that is to be isolated loses whoever opened it; so
 * the frame opens this page, which is not isolated and keeps its opener, and a click here opens the window. It hands
 * messages on, both ways, and reads none.
 */
import type { FromWindow, RelayHello, ToWindow } from './messages';

const name = crypto.randomUUID();
const channel = new BroadcastChannel(`many-hands-${name}`);
const button = document.getElementById('start') as HTMLButtonElement; // relay.html has it.
const status = document.getElementById('status') as HTMLElement; // Likewise.
const frame = window.opener as Window | null;

function say(sentence: string): void {
  status.textContent = sentence;
}

function meet(port: MessagePort): void {
  port.onmessage = ({ data }: MessageEvent<ToWindow>) => {
    channel.postMessage(data);
    if (data.type === 'close') close();
  };
  channel.onmessage = ({ data }: MessageEvent<FromWindow>) => {
    port.postMessage(data);
    if (data.type === 'gone') close();
    if (data.type === 'open') say('Working in the other window. Leave both open; they close by themselves.');
  };
  addEventListener('pagehide', () => {
    channel.postMessage({ type: 'close' } satisfies ToWindow);
    port.postMessage({ type: 'gone' } satisfies FromWindow);
  });
  button.disabled = false;
  button.onclick = () => {
    button.disabled = true;
    say('Opening …');
    open(`embed.html#window=${name}`, '_blank', 'noopener');
  };
}

if (!frame) say('This page belongs to a field in another page, and does nothing by itself.');
else {
  addEventListener('message', function greeted({ source, origin, ports: [port] }) {
    if (source !== frame || origin !== location.origin || !port) return;
    removeEventListener('message', greeted);
    meet(port);
  });
  frame.postMessage({ manyHandsRelay: true } satisfies RelayHello, location.origin);
}
