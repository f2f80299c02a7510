import type { LabelReport } from '../core/dataset/label-report';
import type { Worked } from '../core/dataset/outcome';
import { ItemError } from '../core/errors';
import type { Sink } from '../sinks/sink';
import { uniqueId } from '../sinks/unique-id';
import type { JobLabels } from './labels';
import type { Stored } from './ledger';

/** What a job makes, and where it goes: bytes and labels as they come, names once they are known, label files at the end. */
export class Outputs {
  readonly #sink: Sink;
  readonly #labels: JobLabels | null;
  /** Apart from the ids of other runs over the same sink. */
  readonly #runId = uniqueId();
  /** Ids and paths, in the order of the names; kept for labels alone. */
  readonly #named: [id: string, path: string][] = [];

  constructor(sink: Sink, labels: JobLabels | null) {
    this.#sink = sink;
    this.#labels = labels;
  }

  /**
   * Stores what came of the item at `place`. What cannot be stored fails, whole: half of a fan-out would look like all of
   * it.
   * @param source The item's path.
   */
  async store(worked: Worked, place: number, source: string): Promise<{ outcome: Worked; stored: Stored[] }> {
    if (worked.wrong) await this.#labels?.checked(source, worked.wrong);
    if (worked.status !== 'done') return { outcome: worked, stored: [] };
    const stored: Stored[] = [];
    try {
      for (const { bytes, labels, ...output } of worked.outputs) {
        const id = `${this.#runId}/${place}/${stored.length}`;
        const { byteLength } = bytes;
        await this.#sink.write(id, bytes);
        const { width, height } = output;
        this.#labels?.keep({ id, source, width, height, arrived: labels ?? null });
        stored.push({ ...output, id, bytes: byteLength });
      }
      return { outcome: worked, stored };
    } catch (error) {
      if (!(error instanceof ItemError)) throw error;
      const { outputs: _, status: __, ...account } = worked;
      return { outcome: { ...account, status: 'failed', ...error.trouble }, stored: [] };
    }
  }

  name(id: string, path: string): void {
    if (this.#labels) this.#named.push([id, path]);
    this.#sink.name(id, path);
  }

  /** Label files are outputs like others, once every image has its name. */
  async writeLabels(): Promise<LabelReport | null> {
    if (!this.#labels) return null;
    try {
      const { files, report } = await this.#labels.write(this.#named);
      for (const { id, path } of files) this.#sink.name(id, path);
      return report;
    } catch (error) {
      // The outputs are lost with their labels, and each says so.
      if (error instanceof ItemError) return null;
      throw error;
    }
  }
}
