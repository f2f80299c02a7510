import { protocolVersion, type FrameMessage, type Greeting, type Hello } from '../protocol';
import { checkHostMessage, type Checked } from './check';
import { readHosts } from './hosts';

/** The page around this frame, once it has been greeted. */
export interface Host {
  tell(message: FrameMessage): void;
}

/**
 * Greets the page around this frame and waits for its port. Only that page is heard, only from an origin that the list
 * names, and only once: a second port is not taken.
 */
export async function meetHost(listUrl: URL, heard: (checked: Checked, host: Host) => void): Promise<void> {
  const hosts = await readHosts(listUrl);
  const hello: Hello = { manyHands: protocolVersion };
  addEventListener('message', function greeted({ source, origin, data, ports: [port] }: MessageEvent<Greeting | null>) {
    if (source !== parent || data?.manyHands !== protocolVersion || !port) return;
    if (!hosts.allows(origin)) {
      parent.postMessage({ ...hello, refused: true } satisfies Hello, origin);
      return;
    }
    removeEventListener('message', greeted);
    const host: Host = { tell: (message) => port.postMessage(message) };
    port.onmessage = (event) => {
      const checked = checkHostMessage(event.data);
      if (checked) heard(checked, host);
    };
  });
  // To whatever page it is: there is nothing in it, and its origin is not known before it answers.
  parent.postMessage(hello, '*');
}
