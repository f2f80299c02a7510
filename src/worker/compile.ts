import wasmUrl from 'wasm-vips/vips.wasm?url';

let compiled: Promise<WebAssembly.Module> | null = null;

/** libvips, fetched and compiled once on the page; every worker gets the same module. A failure is tried again. */
export function compileVips(): Promise<WebAssembly.Module> {
  compiled ??= compile().catch((error: unknown) => {
    compiled = null;
    throw error;
  });
  return compiled;
}

async function compile(): Promise<WebAssembly.Module> {
  const response = await fetch(wasmUrl);
  if (!response.ok) throw new Error(`Expected libvips at ${wasmUrl}, received status ${response.status}.`);
  // A host that serves another content type than application/wasm cannot be streamed from.
  const streams = response.headers.get('content-type')?.startsWith('application/wasm') ?? false;
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}
