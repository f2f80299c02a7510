/** A sentence of the core's: what stands between backticks in it is a name or value to be typed, and is set as one. */
export function Sentence({ text }: { readonly text: string }) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part));
}
