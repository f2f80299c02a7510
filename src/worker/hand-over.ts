/**
 * What a worker asks for when it first needs it. A dataset of JPEGs may never need libvips, which is the larger part of a
 * start; ImageMagick, the second reader, is three times as large, and few need it.
 */
export type Part = 'libvips' | 'imagemagick';

interface Asked {
  readonly wants: Part;
}

/** The answer: compiled, or why not. */
interface Handed {
  readonly part: Part;
  readonly module: WebAssembly.Module | { readonly failed: string };
}

/** The page's side: answers a worker from what `compile` gives, which is called when it asks. */
export function handParts(worker: Worker, compile: Readonly<Record<Part, () => Promise<WebAssembly.Module>>>): void {
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!has(data, 'wants')) return;
    const { wants: part } = data as Asked; // Sent by the function below.
    compile[part]().then(
      (module) => worker.postMessage({ part, module } satisfies Handed),
      (error: unknown) => worker.postMessage({ part, module: { failed: String(error) } } satisfies Handed),
    );
  });
}

/** The worker's side. @throws Error with the page's reason, where it could not be loaded. */
export function askFor(part: Part): Promise<WebAssembly.Module> {
  return new Promise((resolve, reject) => {
    addEventListener('message', function listen({ data }: MessageEvent<unknown>) {
      if (!has(data, 'part') || (data as Handed).part !== part) return;
      removeEventListener('message', listen);
      const { module } = data as Handed; // Sent by the function above.
      if (module instanceof WebAssembly.Module) resolve(module);
      else reject(new Error(`${part} could not be loaded: ${module.failed}`));
    });
    postMessage({ wants: part } satisfies Asked);
  });
}

function has(data: unknown, key: string): boolean {
  return typeof data === 'object' && data !== null && key in data;
}
