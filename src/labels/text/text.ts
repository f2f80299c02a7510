/** The text of a file in UTF-8, UTF-16 where it says so; without its mark. What is no text becomes replacement characters. */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** A value of a file for a sentence: short, in quotes, control characters made visible. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

/** Lines with their numbers from 1; empty ones are left out. */
export function linesOf(text: string): { readonly number: number; readonly line: string }[] {
  return text
    .split(/\r\n|[\n\r]/)
    .map((line, index) => ({ number: index + 1, line: line.trim() }))
    .filter(({ line }) => line !== '');
}

/** A decimal number as programs write it; null for anything else, infinities too. */
export function numberOf(text: string): number | null {
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return null;
  const value = Number(text);
  return Math.abs(value) <= mostNumber ? value : null;
}

/** No place, side or id is larger; sums and products of some of them are still numbers. */
export const mostNumber = 2 ** 53;

/** A library's message as a sentence: its first line, short, with a full stop. */
export function sentence(message: string): string {
  const [first = ''] = message.split('\n');
  const short = first.length > 160 ? `${first.slice(0, 160)}…` : first;
  return `${short.trim().replace(/(?<![.:\s])[.:\s]+$/, '')}.`;
}

/** A name, and for one of nothing but spaces, which readers take for none, what stands for it. */
export function notBlank(name: string): string {
  return name.trim() === '' ? '_' : name;
}
