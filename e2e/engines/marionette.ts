import { connect, type Socket } from 'node:net';

/** Firefox's own protocol: messages `length:[type, id, error or command, result or parameters]`, as JSON. */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  #read = Buffer.alloc(0);
  #sent = 0;

  static async to(port: number): Promise<Marionette> {
    return new Marionette(await connected(port));
  }

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes) => {
      this.#read = Buffer.concat([this.#read, bytes]);
      while (this.#take());
    });
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Firefox ended.'));
    });
  }

  send(command: string, parameters: object = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#sent;
      this.#waiting.set(id, { resolve, reject });
      const message = Buffer.from(JSON.stringify([0, id, command, parameters]));
      this.#socket.write(`${message.length}:`);
      this.#socket.write(message);
    });
  }

  /** What a command answers with `{ value }`. */
  async value<T>(command: string, parameters: object = {}): Promise<T> {
    return ((await this.send(command, parameters)) as { value: T }).value;
  }

  /** @returns whether there was a whole message. */
  #take(): boolean {
    const colon = this.#read.indexOf(':');
    if (colon < 0) return false;
    const end = colon + 1 + Number(this.#read.subarray(0, colon));
    if (this.#read.length < end) return false;
    const message: unknown = JSON.parse(this.#read.subarray(colon + 1, end).toString());
    this.#read = this.#read.subarray(end);
    if (!Array.isArray(message)) return true;
    const [, id, error, result] = message as [number, number, { error: string; message: string } | null, unknown];
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(`${error.error}: ${error.message}`));
    else waiting?.resolve(result);
    return true;
  }
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
  });
}
