/**
 * What of a value can be moved instead of copied: ArrayBuffers (also behind views that span them whole), ImageBitmaps,
 * video frames, MessagePorts, OffscreenCanvases and streams, at any depth of plain objects, arrays, maps and sets.
 * Shared memory is left alone, and so is a view that shows only a part of its buffer: wasm memory is looked at through
 * such.
 *
 * Buffers that could be the memory of a wasm instance, whose pages are 64 KiB, come first: where moving one fails,
 * nothing after it has been moved.
 */
export function buffersIn(value: unknown): Transferable[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = new Set<Transferable>();
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    // Most are containers or buffers: the many other types are asked for last.
    const members = membersOf(next);
    if (members) {
      // Not by spreading: an array of some 100,000 members is more than a call takes.
      for (const inner of members) waiting.push(inner);
      continue;
    }
    const moved = movable(next);
    if (moved) found.add(moved);
  }
  return found.size < 2 ? [...found] : [...found].sort((a, b) => Number(mayBeWasm(b)) - Number(mayBeWasm(a)));
}

/** What of a value can only be moved, never copied. */
export function onlyMovable(value: unknown): Transferable[] {
  return buffersIn(value).filter((one) => isOfType(one, onlyMovableTypes));
}

const onlyMovableTypes = ['MessagePort', 'OffscreenCanvas', 'ReadableStream', 'WritableStream', 'TransformStream'];

const movableTypes = ['ImageBitmap', 'VideoFrame', 'AudioData', ...onlyMovableTypes];

function movable(value: object): Transferable | null {
  if (value instanceof ArrayBuffer) return value;
  if (ArrayBuffer.isView(value)) {
    const { buffer, byteLength } = value;
    return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? buffer : null;
  }
  return isOfType(value, movableTypes) ? (value as Transferable) : null;
}

/** By the names of types, since each world lacks some. */
function isOfType(value: object, names: readonly string[]): boolean {
  return names.some((name) => {
    const type = (globalThis as Record<string, unknown>)[name];
    return typeof type === 'function' && value instanceof type;
  });
}

/** Null for what is no container. */
function membersOf(value: object): Iterable<unknown> | null {
  if (Array.isArray(value) || value instanceof Set) return value;
  if (value instanceof Map) return [...value.keys(), ...value.values()];
  return isPlain(value) ? Object.values(value) : null;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function mayBeWasm(value: Transferable): boolean {
  return value instanceof ArrayBuffer && value.byteLength > 0 && value.byteLength % 65_536 === 0;
}
