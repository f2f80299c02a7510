/** Parts of libvips that it loads when it starts, and at no other time: AVIF, JPEG XL, and the drawing of SVG. */
export const sideModules = ['heif', 'jxl', 'resvg'] as const;

export type SideModule = (typeof sideModules)[number];

const prefix = 'lacks:';

/** A file or a recipe wants what the worker has not started with: it is to be asked of a worker that has. */
export class Lacking extends Error {
  override readonly name = 'Lacking';
  /** Names what is lacking: an error's other members do not pass between threads. */
  readonly code: string;

  constructor(modules: readonly SideModule[]) {
    super(`This worker has started without ${modules.join(' and ')}.`);
    this.code = prefix + modules.join(',');
  }
}

/** What an error that has come from a worker says is lacking there; null where it says something else. */
export function lackedBy(code: unknown): readonly SideModule[] | null {
  if (typeof code !== 'string' || !code.startsWith(prefix)) return null;
  const names = code.slice(prefix.length).split(',');
  return sideModules.filter((module) => names.includes(module));
}
