/** What a page can style of what stands in the shadow root. */
export type Part = 'frame' | 'placeholder' | 'trouble';

/** A new element with these properties. */
export function made<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  properties: Readonly<Record<string, unknown>> & { readonly part?: Part },
): HTMLElementTagNameMap[T] {
  return Object.assign(document.createElement(tag), properties);
}
