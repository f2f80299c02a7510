/** A worker asks for libvips when it first needs it: a dataset of JPEGs may never, and it is the larger part of a start. */
interface Asked {
  readonly wantsLibvips: true;
}

/** The answer: compiled, or why not. */
interface Handed {
  readonly libvips: WebAssembly.Module | { readonly failed: string };
}

/** The page's side: answers a worker from what `compile` gives, which is called when it asks. */
export function handLibvips(worker: Worker, compile: () => Promise<WebAssembly.Module>): void {
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!has(data, 'wantsLibvips')) return;
    compile().then(
      (libvips) => worker.postMessage({ libvips } satisfies Handed),
      (error: unknown) => worker.postMessage({ libvips: { failed: String(error) } } satisfies Handed),
    );
  });
}

/** The worker's side. @throws Error with the page's reason, where it could not be loaded. */
export function askForLibvips(): Promise<WebAssembly.Module> {
  return new Promise((resolve, reject) => {
    addEventListener('message', function listen({ data }: MessageEvent<unknown>) {
      if (!has(data, 'libvips')) return;
      removeEventListener('message', listen);
      const { libvips } = data as Handed; // Sent by the function above.
      if (libvips instanceof WebAssembly.Module) resolve(libvips);
      else reject(new Error(`libvips could not be loaded: ${libvips.failed}`));
    });
    postMessage({ wantsLibvips: true } satisfies Asked);
  });
}

function has(data: unknown, key: string): boolean {
  return typeof data === 'object' && data !== null && key in data;
}
