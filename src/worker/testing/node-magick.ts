import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startMagick, type Magick } from '../magick';

let started: Promise<Magick> | null = null;

/** The second reader in Node, started when it is first asked for. */
export function nodeMagick(): Promise<Magick> {
  const wasm = fileURLToPath(import.meta.resolve('@imagemagick/magick-wasm/magick.wasm'));
  started ??= WebAssembly.compile(readFileSync(wasm)).then(startMagick);
  return started;
}
