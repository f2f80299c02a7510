import type Vips from 'wasm-vips';

/**
 * Runs an image through steps and frees every handle between them. libvips holds what a lazy image is built on, so a
 * handle may go as soon as the next one exists.
 * @param image Stays the caller's.
 * @returns a new handle, the caller's: the last step's, or a copy of `image` where there is no step.
 */
export function piped(image: Vips.Image, ...steps: readonly ((image: Vips.Image) => Vips.Image)[]): Vips.Image {
  let current = image.copy();
  for (const step of steps) {
    try {
      const next = step(current);
      current.delete();
      current = next;
    } catch (error) {
      current.delete();
      throw error;
    }
  }
  return current;
}

/** Frees every handle that was given to `keep`, last first, whatever happens. @returns what `work` returns, not freed. */
export function kept<T>(work: (keep: <H extends Pick<Vips.Image, 'delete'>>(handle: H) => H) => T): T {
  const handles: Pick<Vips.Image, 'delete'>[] = [];
  try {
    return work((handle) => {
      handles.push(handle);
      return handle;
    });
  } finally {
    for (const handle of handles.reverse()) handle.delete();
  }
}
