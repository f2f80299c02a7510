import type { Endpoint } from 'comlink';
import type { NodeWorker } from './child';

type Listener = EventListenerOrEventListenerObject;

/** A thread or a port of Node, whose listeners get the message itself, as comlink wants it: in an event. */
export function nodeEndpoint(node: Pick<NodeWorker, 'postMessage' | 'on' | 'off'>): Endpoint {
  const listeners = new Map<Listener, (data: unknown) => void>();
  return {
    // Both worlds take the same values; their types do not know of each other.
    postMessage: (message, transfer) => node.postMessage(message, transfer as never),
    addEventListener(type, listener) {
      const tell = (data: unknown) => {
        const event = { data } as MessageEvent;
        if ('handleEvent' in listener) listener.handleEvent(event);
        else listener(event);
      };
      listeners.set(listener, tell);
      node.on(type, tell);
    },
    removeEventListener(type, listener) {
      const tell = listeners.get(listener);
      if (tell) node.off(type, tell);
      listeners.delete(listener);
    },
  };
}
