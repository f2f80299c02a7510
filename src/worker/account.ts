import type { LabelCheck } from '../core/dataset/label-checks';
import type { ItemAccount, Note, Timing } from '../core/dataset/outcome';
import type { Header } from '../core/header/header';
import { qualityLowered, type Lowered } from './codecs/quality-lowered';

/** What is told of an item, filled in as far as it gets. */
export class Account {
  header: Header | null = null;
  decoder: ItemAccount['decoder'] = null;
  reader: string | null = null;
  engine: ItemAccount['engine'] = null;
  wrong: readonly LabelCheck[] = [];
  readonly #writers = new Set<string>();
  readonly #notes: Note[] = [];
  readonly #lowered: Lowered[] = [];
  readonly #started = performance.now();
  #decodedAt = 0;
  #encodeMs: number | null = null;

  /** Pixels or a lazy image exist now. */
  isDecoded(): void {
    this.#decodedAt = performance.now();
  }

  /** Runs what writes an output from pixels that exist already: its time is the encoder's alone. */
  encoding<T>(write: () => T): T {
    const began = performance.now();
    try {
      return write();
    } finally {
      this.#encodeMs = (this.#encodeMs ?? 0) + performance.now() - began;
    }
  }

  /** The same for encoders that work elsewhere. */
  async waiting<T>(write: Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await write;
    } finally {
      if (this.#encodeMs !== null) this.#encodeMs += performance.now() - began;
    }
  }

  wrote(writer: string): void {
    this.#writers.add(writer);
  }

  /** Says each thing once. */
  note(notes: readonly Note[]): void {
    for (const { code, detail } of notes)
      if (!this.#notes.some((note) => note.code === code && note.detail === detail)) this.#notes.push({ code, detail });
  }

  lowered(found: Lowered): void {
    this.#lowered.push(found);
  }

  told(): ItemAccount {
    const { header, decoder, reader, engine } = this;
    return {
      decoder,
      reader,
      engine,
      writer: [...this.#writers].join('+') || null,
      width: header?.width ?? null,
      height: header?.height ?? null,
      format: header?.format ?? null,
      ms: this.#timing(),
      notes: [...this.#notes, ...qualityLowered(this.#lowered)],
      ...(this.wrong.length > 0 && { wrong: this.wrong }),
    };
  }

  /** The parts add up. libvips runs as one pass, since pixels flow when the encoder pulls: `encode` is that pass then. */
  #timing(): Timing {
    const now = performance.now();
    const total = now - this.#started;
    const decode = (this.#decodedAt || now) - this.#started;
    const rest = total - decode;
    if (this.#encodeMs === null || this.engine === 'libvips') return { total, decode, operations: null, encode: rest };
    return { total, decode, operations: rest - this.#encodeMs, encode: this.#encodeMs };
  }
}
