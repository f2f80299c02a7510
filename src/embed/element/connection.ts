import { protocolVersion, type FrameMessage, type Greeting, type Hello, type HostMessage } from '../protocol';

export interface ConnectionOptions {
  /** The address of embed.html. */
  readonly src: string;
  readonly title: string;
  /** How long the frame may be silent while an answer is owed. */
  readonly timeoutMs: number;
  /** A channel is open: at first, and again when the frame was loaded anew. */
  onOpen(): void;
  onMessage(message: FrameMessage): void;
  /** Nothing is asked of it from then on. It may still answer later; then `onOpen` is called. */
  onTrouble(code: string, sentence: string): void;
}

/** The frame, and the channel into it. */
export class Connection {
  readonly frame = document.createElement('iframe');
  readonly #options: ConnectionOptions;
  readonly #origin: string;
  #port: MessagePort | null = null;
  #timer = 0;
  /** Something was heard since the last look. */
  #isAlive = false;
  /** Whether an answer is owed: always until the first one. */
  #isOwed = true;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#origin = new URL(options.src).origin;
    const { frame } = this;
    frame.src = options.src;
    frame.title = options.title;
    // Inside an isolated page of another origin the frame shares memory only where it is let.
    frame.allow = 'cross-origin-isolated';
    frame.part.add('frame');
    addEventListener('message', this.#greet);
    this.owes(true);
  }

  send(message: HostMessage): void {
    this.#port?.postMessage(message);
  }

  /** While an answer is owed the frame is asked for signs of life, and its silence is trouble. */
  owes(isOwed: boolean): void {
    if (this.#timer && isOwed === this.#isOwed) return;
    this.#isOwed = isOwed;
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
    const { onTrouble, timeoutMs, src } = this.#options;
    if (!this.#isAlive)
      return onTrouble('no-answer', `Expected an answer from ${src} within ${timeoutMs / 1000} s, received none.`);
    this.#isAlive = false;
    this.send({ type: 'ping' });
  }

  /** Answers our own frame's first word, and no one else's. */
  readonly #greet = ({ source, origin, data }: MessageEvent<Hello | null>): void => {
    const { frame } = this;
    if (source !== frame.contentWindow || !data?.manyHands) return;
    const { onTrouble, onOpen, onMessage, src } = this.#options;
    const trouble =
      origin !== this.#origin
        ? ['sandboxed', `Expected a frame of ${this.#origin}, received one of ${origin}.`]
        : data.refused
          ? ['refused', `Expected embed-hosts.json beside ${src} to name ${location.origin}.`]
          : data.manyHands !== protocolVersion && [
              'version',
              `Expected version ${protocolVersion} of the protocol from ${src}, received ${data.manyHands}.`,
            ];
    if (trouble) return onTrouble(trouble[0]!, trouble[1]!);
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
