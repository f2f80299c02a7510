/** Gives an element what a page had set on it before its script was there: such values hide the accessors of its class. */
export function upgrade<T extends HTMLElement>(element: T, properties: readonly (keyof T)[]): void {
  for (const property of properties) {
    if (!Object.hasOwn(element, property)) continue;
    const value = element[property];
    delete element[property];
    element[property] = value;
  }
}
