import './symbols';
import createVips from 'wasm-vips';
import type Vips from 'wasm-vips';
import heifUrl from 'wasm-vips/vips-heif.wasm?url';
import jxlUrl from 'wasm-vips/vips-jxl.wasm?url';
import resvgUrl from 'wasm-vips/vips-resvg.wasm?url';
import wasmUrl from 'wasm-vips/vips.wasm?url';
import type { SideModule } from '../core/lacking';
import { loaded } from './loaded';

/** libvips, once started. */
export type VipsLibrary = typeof Vips;

/** One running instance and the memory it has taken, which never shrinks. */
export interface VipsHost {
  readonly vips: VipsLibrary;
  memoryBytes(): number;
}

export interface VipsStart {
  /** Compiled once on the page. */
  readonly module: WebAssembly.Module;
  /** Loaded now or never. */
  readonly sideModules: readonly SideModule[];
  /** Bytes that the instance may grow to. */
  readonly maxWasmBytes: number;
}

/** What an instance takes for `navigator.hardwareConcurrency`. It starts six threads at least; fewer than four deadlock. */
const seenCores = 2;

/** What the library calls a side module. */
export function fileOf(module: SideModule): string {
  return `vips-${module}.wasm`;
}

const urls: Readonly<Record<string, string>> = {
  'vips.wasm': wasmUrl,
  [fileOf('heif')]: heifUrl,
  [fileOf('jxl')]: jxlUrl,
  [fileOf('resvg')]: resvgUrl,
};

/**
 * Starts one instance in this worker. The page must be cross-origin isolated: without it the start hangs silently.
 * Call it once, before anything else reads `navigator.hardwareConcurrency`.
 * @throws ItemError `not-loaded` where a side module does not come.
 */
export async function startVips({ module, sideModules, maxWasmBytes }: VipsStart): Promise<VipsHost> {
  await Promise.all(sideModules.map(assertComes));
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: seenCores, configurable: true });
  const memory = boundedMemory(maxWasmBytes);
  const vips = await createVips({
    dynamicLibraries: sideModules.map(fileOf),
    // Warnings of damaged files would land on the console; what matters of them is in the outcome.
    print: () => {},
    printErr: () => {},
    locateFile: (file) => urls[file] ?? file,
    instantiateWasm: (imports, done) => {
      void WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
      return {};
    },
  });
  tune(vips);
  return { vips, memoryBytes: memory.bytes };
}

/** libvips' start waits for ever for a side module that does not come. Once here, the browser has it for the start. */
async function assertComes(module: SideModule): Promise<void> {
  const url = urls[fileOf(module)]!; // One of the list above.
  const response = fetch(url).then((answer) => {
    if (!answer.ok) throw new Error(`Expected ${url}, received status ${answer.status}.`);
    return answer.arrayBuffer();
  });
  await loaded(`What libvips needs for ${formatsOf[module]}`, response);
}

const formatsOf: Readonly<Record<SideModule, string>> = { heif: 'AVIF', jxl: 'JPEG XL', resvg: 'SVG' };

/** One thread per pipeline, since there is one instance per core; and no cache, since no image comes twice. */
export function tune(vips: VipsLibrary): void {
  vips.concurrency(1);
  vips.Cache.max(0);
}

/**
 * Lowers the `maximum` of the memory made next: running out is then an error that can be caught, and the instance lives
 * on. The class is put back as it was once the memory is made.
 */
function boundedMemory(maxBytes: number): { bytes: () => number } {
  const Native = WebAssembly.Memory;
  let made: WebAssembly.Memory | undefined;
  WebAssembly.Memory = class extends Native {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      const pages = Math.max(descriptor.initial, Math.floor(maxBytes / 65536));
      super({ ...descriptor, maximum: Math.min(descriptor.maximum ?? pages, pages) });
      // The one place where the memory can be seen.
      made = this;
      WebAssembly.Memory = Native;
    }
  };
  return { bytes: () => made?.buffer.byteLength ?? 0 };
}
