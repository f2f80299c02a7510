// src/kernels to WebAssembly, by AssemblyScript's compiler in this process. What was compiled once is taken from the
// cache, by the content of everything that goes in.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Where the kernels' sources are. */
export const kernelSources = join(root, 'src/kernels');

/** Memory is the host's, so that the host can bound it. */
const common = [
  '--enable',
  'simd',
  '--runtime',
  'stub',
  '--importMemory',
  '--zeroFilledMemory',
  '--outFile',
  'kernels.wasm',
];
const flavours = {
  release: [...common, '-O3', '--noAssert'],
  /** The release, with names of functions for profiles. */
  named: [...common, '-O3', '--noAssert', '--debug'],
  /** Every load and store of the kernels is asserted to lie in allocated memory; names of functions are in stacks. */
  checked: [...common, '--debug'],
};

/**
 * Compiles where the cache has nothing.
 * @param {'release' | 'named' | 'checked'} flavour
 * @returns {Promise<{ wasm: string, text: string }>} the paths of the module and of its text form
 */
export async function compileKernels(flavour = 'release') {
  const folder = join(root, 'node_modules/.cache/kernels', keyOf(flavour), flavour);
  const files = { wasm: join(folder, 'kernels.wasm'), text: join(folder, 'kernels.wat') };
  if (!existsSync(files.wasm)) {
    const { wasm, text } = await compiled(flavours[flavour]);
    mkdirSync(folder, { recursive: true });
    put(files.text, text);
    // Last: where it is, all is.
    put(files.wasm, wasm);
  }
  return files;
}

function keyOf(flavour) {
  const hash = createHash('sha256');
  const lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { version } = lockfile.packages['node_modules/assemblyscript'];
  hash.update(JSON.stringify([version, flavours[flavour]]));
  for (const file of sources()) hash.update(JSON.stringify([file, readFileSync(join(kernelSources, file), 'utf8')]));
  return hash.digest('hex').slice(0, 20);
}

function sources() {
  return readdirSync(kernelSources)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort();
}

async function compiled(flags) {
  // Binaryen, 100 MB with it, is loaded only where there is something to compile.
  const { default: asc } = await import('assemblyscript/asc');
  const out = new Map();
  const { error, stderr } = await asc
    .main(['index.ts', '--textFile', 'kernels.wat', ...flags], {
      readFile: (name, base) => read(join(base, name)),
      writeFile: (name, contents) => void out.set(name, contents),
      listFiles: () => [],
    })
    .catch((thrown) => ({ error: thrown, stderr: '' }));
  if (error) throw new Error(`The kernels do not compile: ${error.message}\n${stderr}`, { cause: error });
  return { wasm: out.get('kernels.wasm'), text: out.get('kernels.wat') };
}

/** `asc` asks for files that are not there, and takes options from an asconfig.json that it finds: it is told of none. */
function read(path) {
  const file = join(kernelSources, path);
  return path.endsWith('.ts') && existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** Whoever compiles at the same time writes the same, whole. */
function put(path, contents) {
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, contents);
  renameSync(beside, path);
}
