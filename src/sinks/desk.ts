import * as Comlink from 'comlink';
import type { DeskTasks, Member, StoreState } from '../desk/api';

/** The page's side of the desk: moves bytes instead of copying them, and makes a stream of an archive's pieces. */
export class Desk {
  /** Resolves once the store of this visit is open. */
  readonly opened: Promise<StoreState>;
  readonly #remote: Comlink.Remote<DeskTasks>;

  constructor(worker: Worker) {
    this.#remote = Comlink.wrap<DeskTasks>(worker);
    this.opened = this.#remote.open(crypto.randomUUID());
  }

  async put(id: string, bytes: ArrayBuffer): ReturnType<DeskTasks['put']> {
    await this.opened;
    return this.#remote.put(id, Comlink.transfer(bytes, [bytes]));
  }

  async get(id: string): Promise<ArrayBuffer> {
    await this.opened;
    return this.#remote.get(id);
  }

  async clear(): Promise<void> {
    await this.opened;
    await this.#remote.clear();
  }

  /** A zip as a stream; nothing is packed ahead of its reader. */
  zip(members: readonly Member[], date: Date): ReadableStream<Uint8Array> {
    const given = members.flatMap((member) => ('bytes' in member ? [member.bytes] : []));
    const id = this.opened.then(() => this.#remote.zip(Comlink.transfer([...members], given), date));
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const piece = await this.#remote.next(await id);
          if (piece) controller.enqueue(new Uint8Array(piece));
          else controller.close();
        },
        cancel: async () => this.#remote.cancelZip(await id),
      },
      { highWaterMark: 0 },
    );
  }
}
