import magickUrl from '@imagemagick/magick-wasm/magick.wasm?url';
import kernelsUrl from 'virtual:kernels';
import wasmUrl from 'wasm-vips/vips.wasm?url';

/** libvips, fetched and compiled once on the page; every worker gets the same module. A failure is tried again. */
export const compileVips = once(() => compile('libvips', wasmUrl));

/** ImageMagick, the second reader; likewise, and only where a file is its own to read. */
export const compileMagick = once(() => compile('ImageMagick', magickUrl));

/** Our own kernels, some kilobytes; likewise. */
export const compileKernels = once(() => compile('the kernels', kernelsUrl));

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
}

async function compile(name: string, url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`Expected ${name} at ${url}, received status ${response.status}.`);
  // A host that serves another content type than application/wasm cannot be streamed from.
  const streams = response.headers.get('content-type')?.startsWith('application/wasm') ?? false;
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
