// A folder outside of this project in which the package is installed by its own name, as a stranger has it.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './prepare.mjs';

export class Stranger {
  readonly #folder = mkdtempSync(join(tmpdir(), 'manyhands-stranger-'));

  /** Builds the library anew, apart from `lib/`. */
  constructor() {
    const own = join(this.#folder, 'node_modules/manyhands');
    mkdirSync(own, { recursive: true });
    mkdirSync(join(this.#folder, 'node_modules/@types'));
    copyFileSync(join(root, 'package.json'), join(own, 'package.json'));
    for (const name of ['comlink', '@types/node'])
      symlinkSync(join(root, 'node_modules', name), join(this.#folder, 'node_modules', name), 'dir');
    this.run(join(root, 'tools/build-lib.mjs'), [join(own, 'lib')]);
  }

  write(path: string, text: string): void {
    const file = join(this.#folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** @returns what the program printed. @throws with what it said, where it failed. */
  run(script: string, args: readonly string[] = []): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      cwd: this.#folder,
      encoding: 'utf8',
      // A program that hangs is ended, and told by what it had printed.
      timeout: 50_000,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    if (status !== 0) throw new Error(`${script} ended with ${status}:\n${stdout}${stderr}`);
    return stdout;
  }

  leave(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
