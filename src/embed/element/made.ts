/** A new element with these properties; `part` as text. */
export function made<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  properties: Readonly<Record<string, unknown>>,
): HTMLElementTagNameMap[T] {
  return Object.assign(document.createElement(tag), properties);
}
