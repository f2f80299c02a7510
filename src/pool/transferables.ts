/**
 * What of a value can be moved instead of copied: ArrayBuffers (also behind views that span them whole), ImageBitmaps,
 * MessagePorts, OffscreenCanvases and streams, at any depth of plain objects and arrays. Shared memory is left alone,
 * and so is a view that shows only a part of its buffer: wasm memory is looked at through such.
 */
export function buffersIn(value: unknown): Transferable[] {
  const found = new Set<Transferable>();
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    const moved = movable(next);
    if (moved) found.add(moved);
    else if (Array.isArray(next)) waiting.push(...(next as unknown[]));
    else if (isPlain(next)) waiting.push(...Object.values(next));
  }
  return [...found];
}

const movableTypes = [
  'ImageBitmap',
  'MessagePort',
  'OffscreenCanvas',
  'ReadableStream',
  'WritableStream',
  'TransformStream',
];

function movable(value: object): Transferable | null {
  if (value instanceof ArrayBuffer) return value;
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteLength } = value;
    return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? buffer : null;
  }
  const isMovable = movableTypes.some((name) => {
    const type = (globalThis as Record<string, unknown>)[name];
    return typeof type === 'function' && value instanceof type;
  });
  return isMovable ? (value as Transferable) : null;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
