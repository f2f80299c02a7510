/** What one field has of the machine. */
export interface CoreClient {
  wanted: number;
  /** Workers that are alive, as its frame told last. */
  held: number;
  /** Workers that it may have. */
  granted: number;
  /** The most that it was granted since it last told that it had heard: it may have started as many meanwhile. */
  peak: number;
  /** Counts what it was told: an answer names the last that it had heard. */
  round: number;
  grant(count: number): void;
}

/**
 * Hands the machine's cores to the fields of a page, so that ten of them never hold more workers than there are cores.
 * Whoever asked first is served first; who is at work shares evenly, and who rests gives back what another needs.
 */
export class Cores {
  readonly #total: number;
  readonly #clients = new Set<CoreClient>();

  constructor(total: number) {
    this.#total = total;
  }

  /**
   * The client wants or holds another number now. One that begins to want stands behind those that do.
   * @param heard The round that it had heard of when it told this.
   */
  changed(client: CoreClient, heard: number): void {
    if (heard === client.round) client.peak = client.granted;
    if (client.wanted || client.held) this.#clients.add(client);
    else {
      client.granted = client.peak = 0;
      this.#clients.delete(client);
    }
    this.#share();
  }

  #share(): void {
    const clients = [...this.#clients];
    const active = clients.filter(({ wanted }) => wanted).slice(0, this.#total);
    // Even shares: what is left over goes to the first ones.
    const share = (at: number) => Math.ceil((this.#total - at) / active.length);
    const targets = new Map(active.map((one, at) => [one, Math.min(one.wanted, share(at))]));
    const isShort = active.some((one) => one.granted < targets.get(one)!);
    for (const one of clients) {
      const target = targets.get(one) ?? 0;
      // One that rests keeps its workers for its next image, unless another waits for them.
      if (one.granted > target && (one.wanted || isShort)) this.#grant(one, target);
    }
    let free = clients.reduce((left, { held, peak }) => left - Math.max(held, peak), this.#total);
    for (const one of active) {
      const more = Math.min(targets.get(one)! - one.granted, free);
      if (more <= 0) continue;
      const peak = Math.max(one.peak, one.granted + more);
      free -= peak - one.peak;
      one.peak = peak;
      this.#grant(one, one.granted + more);
    }
  }

  #grant(client: CoreClient, count: number): void {
    client.granted = count;
    client.round++;
    client.grant(count);
  }
}

const key = Symbol.for('many-hands.cores');

/** One for the page, also where two copies of the script are on it. */
export function coresOfPage(): Cores {
  const page = globalThis as { [key]?: Cores };
  return (page[key] ??= new Cores(navigator.hardwareConcurrency || 2));
}
