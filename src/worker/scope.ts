import './symbols';

/** Anything with a handle into wasm memory. */
interface Handle {
  delete(): void;
}

/** Frees every handle it was given when it ends, last first, whatever happened between. */
export class Scope implements Disposable {
  readonly #handles: Handle[] = [];

  keep<T extends Handle>(handle: T): T {
    this.#handles.push(handle);
    return handle;
  }

  [Symbol.dispose](): void {
    for (const handle of this.#handles.splice(0).reverse()) handle.delete();
  }
}
