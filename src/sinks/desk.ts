import * as Comlink from 'comlink';
import { uniqueId } from './unique-id';
import { ItemError } from '../core/errors';
import type { LabelCheck, LabelCheckCode } from '../core/dataset/label-checks';
import type { ClassTable } from '../core/dataset/class-table';
import type { FrameFinding, LabelFrame } from '../core/dataset/label-frame';
import type { LossForecast } from '../core/dataset/label-losses';
import type { SetMaskFill } from '../core/dataset/mask-fill';
import { buffersOf, joinPacked, type PackedLabels } from '../core/dataset/packed-labels';
import type { DeskTasks, Member, Opened, StoreState } from '../desk/api';
import type {
  CheckedWhen,
  ClassFacts,
  FoundLabels,
  Head,
  KeptOutput,
  LabelQuestion,
  LabelsLooked,
  LabelSource,
  WrittenLabels,
} from '../desk/label-api';

/** Why nothing more comes from the desk. */
const ended = 'what keeps the results on this page has ended, and they are lost: reload the page and run again';

/** The page's side of the desk: moves bytes instead of copying them, and makes a stream of an archive's pieces. */
export class Desk {
  /** Resolves once the store of this visit is open. */
  readonly opened: Promise<Opened>;
  #isGone = false;
  /** Calls under way. A race of each against one promise would keep every answer for as long as the page lives. */
  readonly #calls = new Set<() => void>();
  readonly #remote: Comlink.Remote<DeskTasks>;

  /** @param place Where the store is: `memory` leaves the origin's files alone. */
  constructor(worker: Worker, place: StoreState['kind'] = 'opfs') {
    this.#remote = Comlink.wrap<DeskTasks>(worker);
    this.opened = this.#remote.open(uniqueId(), place);
    // Comlink does not notice that a worker ended by itself, for lack of memory say: its lock is free then.
    void this.opened.then(async ({ lock }) => {
      if (lock !== null) await navigator.locks.request(lock, () => this.#end());
    });
  }

  #end(): void {
    this.#isGone = true;
    for (const call of this.#calls) call();
    this.#calls.clear();
  }

  /** Never waits for a desk that is gone. @throws ItemError `write-failed` where it is. */
  async #ask<T>(call: () => Promise<T>): Promise<T> {
    await this.opened;
    return new Promise((resolve, reject) => {
      const end = () => reject(new ItemError('write-failed', `The desk does not answer: ${ended}.`));
      if (this.#isGone) return end();
      this.#calls.add(end);
      void call()
        .then(resolve, reject)
        .finally(() => this.#calls.delete(end));
    });
  }

  async put(id: string, bytes: ArrayBuffer): ReturnType<DeskTasks['put']> {
    try {
      return await this.#ask(() => this.#remote.put(id, Comlink.transfer(bytes, [bytes])));
    } catch (error) {
      if (!this.#isGone) throw error;
      return { code: 'write-failed', message: `The result could not be stored: ${ended}.` };
    }
  }

  get(id: string): Promise<ArrayBuffer> {
    return this.#ask(() => this.#remote.get(id));
  }

  clear(): Promise<void> {
    return this.#ask(() => this.#remote.clear());
  }

  /** Bytes among the sources are moved. */
  findLabels(sources: readonly LabelSource[], question: LabelQuestion): Promise<FoundLabels> {
    const given = sources.flatMap(({ content }) => (content instanceof ArrayBuffer ? [content] : []));
    return this.#ask(() => this.#remote.findLabels(Comlink.transfer([...sources], given), question));
  }

  checkedLabels(path: string, wrong: readonly LabelCheck[], isDropped: boolean): Promise<void> {
    return this.#ask(() => this.#remote.checkedLabels(path, wrong, isDropped));
  }

  reclass(table: ClassTable): Promise<ClassFacts> {
    return this.#ask(() => this.#remote.reclass(table));
  }

  maskFill(name: string): Promise<SetMaskFill | null> {
    return this.#ask(() => this.#remote.maskFill(name));
  }

  frameWitnesses(): Promise<readonly string[]> {
    return this.#ask(() => this.#remote.frameWitnesses());
  }

  /** Bytes among the heads are moved. */
  hearFrames(heads: readonly Head[]): Promise<readonly string[]> {
    return this.#ask(() => this.#remote.hearFrames(byTransfer(heads)));
  }

  foundFrame(): Promise<FrameFinding> {
    return this.#ask(() => this.#remote.foundFrame());
  }

  /** What `labels.write` would lose of the labels that were found. */
  labelLosses(write: string): Promise<LossForecast | null> {
    return this.#ask(() => this.#remote.labelLosses(write));
  }

  headsWanted(): Promise<readonly string[]> {
    return this.#ask(() => this.#remote.headsWanted());
  }

  /** Bytes among the heads are moved. */
  hearHeads(heads: readonly Head[]): Promise<void> {
    return this.#ask(() => this.#remote.hearHeads(byTransfer(heads)));
  }

  lookedLabels(frame: LabelFrame): Promise<LabelsLooked | null> {
    return this.#ask(() => this.#remote.lookedLabels(frame));
  }

  wrongImages(code: LabelCheckCode, when: CheckedWhen): Promise<readonly string[]> {
    return this.#ask(() => this.#remote.wrongImages(code, when));
  }

  labelsOf(paths: readonly string[]): Promise<readonly (PackedLabels | null)[]> {
    return this.#ask(() => this.#remote.labelsOf(paths));
  }

  /** @param outputs Few enough for one message; what they hold is copied into it. */
  keepLabels(outputs: readonly KeptOutput[]): Promise<void> {
    const labels = joinPacked(outputs.map(({ arrived }) => arrived && arrived.labels));
    const sent = outputs.map(({ arrived, ...output }, index) => {
      const own = labels[index];
      return { ...output, arrived: arrived && own ? { ...arrived, labels: own } : null };
    });
    return this.#ask(() => this.#remote.keepLabels(Comlink.transfer(sent, buffersOf(labels))));
  }

  writeLabels(named: readonly (readonly [id: string, path: string])[], write: string): Promise<WrittenLabels> {
    return this.#ask(() => this.#remote.writeLabels(named, write));
  }

  /** A zip as a stream; nothing is packed ahead of its reader. */
  zip(members: readonly Member[], date: Date): ReadableStream<Uint8Array> {
    const given = members.flatMap((member) => ('bytes' in member ? [member.bytes] : []));
    const id = this.#ask(() => this.#remote.zip(Comlink.transfer([...members], given), date));
    // Whoever reads hears of it.
    id.catch(() => {});
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const number = await id;
          const piece = await this.#ask(() => this.#remote.next(number));
          if (piece) controller.enqueue(new Uint8Array(piece));
          else controller.close();
        },
        cancel: async () => this.#remote.cancelZip(await id),
      },
      { highWaterMark: 0 },
    );
  }
}

function byTransfer(heads: readonly Head[]): Head[] {
  const given = heads.flatMap(({ head }) => (head instanceof ArrayBuffer ? [head] : []));
  return Comlink.transfer([...heads], given);
}
