import {
  protocolVersion,
  type EmbedCode,
  type FrameMessage,
  type Greeting,
  type Hello,
  type HostMessage,
} from '../protocol';
import { made } from './made';

export interface ConnectionOptions {
  /** The address of embed.html, from that of the page. */
  readonly src: string;
  readonly title: string;
  /** How long the frame may be silent while an answer is owed. */
  readonly timeoutMs: number;
  /** A channel is open: at first, and again when the frame was loaded anew. */
  onOpen(): void;
  onMessage(message: FrameMessage): void;
  /** Nothing is asked of it from then on. It may still answer later; then `onOpen` is called. */
  onTrouble(code: EmbedCode, sentence: string): void;
}

/** The frame, and the channel into it. */
export class Connection {
  readonly frame: HTMLIFrameElement;
  readonly #options: ConnectionOptions;
  readonly #origin: string;
  #port: MessagePort | null = null;
  /** Runs while an answer is owed; at first until the first one. */
  #timer = 0;
  /** Something was heard since the last look. */
  #isAlive = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { src, title } = options;
    // Inside an isolated page of another origin the frame shares memory only where it is let.
    this.frame = made('iframe', { src, title, allow: 'cross-origin-isolated', part: 'frame' });
    this.#origin = new URL(this.frame.src).origin;
    addEventListener('message', this.#greet);
    this.owes(true);
  }

  /** @throws DOMException for what cannot be handed to another page. */
  send(message: HostMessage): void {
    this.#port?.postMessage(message);
  }

  /** While an answer is owed the frame is asked for signs of life, and its silence is trouble. */
  owes(isOwed: boolean): void {
    if (isOwed === this.#timer > 0) return;
    clearInterval(this.#timer);
    this.#timer = 0;
    if (!isOwed) return;
    this.#isAlive = false;
    this.send({ type: 'ping' });
    this.#timer = setInterval(() => this.#look(), this.#options.timeoutMs) as unknown as number; // Node's types say otherwise.
  }

  end(): void {
    removeEventListener('message', this.#greet);
    clearInterval(this.#timer);
    this.#port?.close();
    this.#port = null;
    this.frame.remove();
  }

  #look(): void {
    const { onTrouble, timeoutMs } = this.#options;
    if (!this.#isAlive)
      return onTrouble(
        'no-answer',
        `Expected an answer from ${this.frame.src} within ${timeoutMs / 1000} s, received none.`,
      );
    this.#isAlive = false;
    this.send({ type: 'ping' });
  }

  /** Answers our own frame's first word, and no one else's. */
  readonly #greet = ({ source, origin, data }: MessageEvent<Hello | null>): void => {
    const { frame } = this;
    if (source !== frame.contentWindow || !data?.manyHands) return;
    const { onTrouble, onOpen, onMessage } = this.#options;
    const trouble: false | Parameters<typeof onTrouble> =
      origin !== this.#origin
        ? ['sandboxed', `Expected a frame of ${this.#origin}, received one of ${origin}.`]
        : data.refused
          ? ['refused', `Expected embed-hosts.json beside ${frame.src} to name ${location.origin}.`]
          : data.manyHands !== protocolVersion && [
              'version',
              `Expected version ${protocolVersion} of the protocol from ${frame.src}, received ${data.manyHands}.`,
            ];
    if (trouble) return onTrouble(...trouble);
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data: message }: MessageEvent<FrameMessage>) => {
      this.#isAlive = true;
      onMessage(message);
    };
    this.#port = port1;
    frame.contentWindow!.postMessage({ manyHands: protocolVersion } satisfies Greeting, origin, [port2]);
    onOpen();
  };
}
