/** Seeded random numbers: the same seed and key give the same draws in every engine. */
export interface Random {
  /** Uniform in `[0, 1)`. */
  next(): number;
  /** Uniform in `[low, high)`. */
  between(low: number, high: number): number;
  /** Uniform whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
}

/** @param key Who draws: item path, members chosen at each fan-out, the step's position, joined by the caller. */
export function random(seed: number, key: string): Random {
  const state = spread(seed >>> 0, key);
  const next = () => sfc32(state) / 4294967296;
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    integer: (low, high) => low + Math.floor((high - low + 1) * next()),
  };
}

/** Four words of state from seed and key: FNV-1a over the key's code units, then twelve rounds to mix (PractRand's advice for sfc32). */
function spread(seed: number, key: string): Uint32Array {
  const state = new Uint32Array(4);
  for (let word = 0; word < 3; word++) {
    let hash = (0x811c9dc5 ^ Math.imul(seed + word, 0x9e3779b1)) >>> 0;
    for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193) >>> 0;
    state[word] = hash;
  }
  state[3] = 1;
  for (let round = 0; round < 12; round++) sfc32(state);
  return state;
}

/** Chris Doty-Humphrey's "small fast counting" generator with 32-bit words, from PractRand. */
function sfc32(state: Uint32Array): number {
  const [a, b, c, d] = state as unknown as [number, number, number, number];
  const sum = (a + b + d) >>> 0;
  state[3] = d + 1;
  state[0] = b ^ (b >>> 9);
  state[1] = c + (c << 3);
  state[2] = ((c << 21) | (c >>> 11)) + sum;
  return sum;
}
