/** Its other end is closed: what is posted goes nowhere. */
const { port1: nowhere, port2: end } = new MessageChannel();
end.close();

/**
 * Frees a buffer's memory now, and leaves the buffer empty. Left alone it waits for a collection, which megabytes behind a
 * small object do not hurry: in a worker that makes little else, Chromium begins one at 64 MB of them.
 * `ArrayBuffer.prototype.transfer` would not do: of a buffer that came in a message Chromium's bindings keep a hold until
 * that collection, which then comes later still, for the engine no longer counts it.
 * @param buffer Nobody else's, and no wasm memory's.
 */
export function letGo(buffer: ArrayBuffer): void {
  // One that was moved on has none, and cannot be moved again.
  if (buffer.byteLength > 0) nowhere.postMessage(null, [buffer]);
}
