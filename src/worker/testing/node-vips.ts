import createVips from 'wasm-vips';
import { tune, type VipsLibrary } from '../vips';

/** One libvips in Node, tuned as the worker tunes its own. Start one per test file: its memory never shrinks. */
export async function nodeVips(): Promise<VipsLibrary> {
  const vips = await createVips({
    dynamicLibraries: [],
    print: () => {},
    printErr: () => {},
    // Files that are damaged on purpose would fill the console with warnings.
    preRun: (module) => {
      module.ENV['VIPS_WARNING'] = '0';
    },
  });
  tune(vips);
  return vips;
}
