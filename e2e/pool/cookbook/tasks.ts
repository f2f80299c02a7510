import { serve, type Queue, type Value } from 'manyhands/pool';

export const square = (n: number) => n * n;

/** Hangs as a library does that has met an input of which nobody thought. */
export function spin(): never {
  for (;;);
}

export function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return n > 1;
}

/** Counts the primes in a stretch of numbers, on a counter that other workers use too. */
export function countPrimes(from: number, to: number, found: Value): void {
  for (let n = from; n < to; n++) if (isPrime(n)) found.add(1);
}

let dictionary = new Map<string, string>();

/** What takes long to load is loaded once in each worker. */
export function load(words: Record<string, string>): void {
  dictionary = new Map(Object.entries(words));
}

export const translate = (word: string) => dictionary.get(word) ?? word;

export async function spell(word: string, letters: Queue<string | null>): Promise<void> {
  for (const letter of word) await letters.put(letter);
  await letters.put(null);
}

/** Adds up what it is given. */
export const sum = (bytes: Uint8Array) => bytes.reduce((total, byte) => total + byte, 0);

serve({ square, sum, spin, isPrime, countPrimes, load, translate, spell });
