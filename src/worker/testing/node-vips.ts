import createVips from 'wasm-vips';
import type { SideModule } from '../../core/lacking';
import { tune, type VipsLibrary } from '../vips';

/** One libvips in Node, tuned as the worker tunes its own. Start one per test file: its memory never shrinks. */
export async function nodeVips(sideModules: readonly SideModule[] = []): Promise<VipsLibrary> {
  const vips = await createVips({
    dynamicLibraries: sideModules.map((module) => `vips-${module}.wasm`),
    print: () => {},
    printErr: () => {},
    // Files that are damaged on purpose would fill the console with warnings.
    preRun: (module) => {
      module.ENV['VIPS_WARNING'] = '0';
    },
  });
  tune(vips);
  started.set(vips, sideModules);
  return vips;
}

const started = new WeakMap<VipsLibrary, readonly SideModule[]>();

/** What a libvips of `nodeVips` has started with. */
export function sideModulesOf(vips: VipsLibrary): readonly SideModule[] {
  return started.get(vips) ?? [];
}
