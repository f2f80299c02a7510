import { readFile } from 'node:fs/promises';
import { compileKernels } from '../../../tools/kernels/compile.mjs';
import { Kernels } from '../kernels';

/** The kernels in Node. `checked` asserts that every load and store lies in allocated memory; it is slower by far. */
export async function nodeKernels(
  flavour: 'release' | 'checked' = 'release',
  maxBytes = 1024 * 2 ** 20,
): Promise<Kernels> {
  const { wasm } = await compileKernels(flavour);
  return new Kernels(await WebAssembly.compile(await readFile(wasm)), maxBytes);
}
