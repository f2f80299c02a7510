import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Installs Debian's packages where the file they bring is not there. @throws Error that says what to install. */
export function needDebian(file: string, packages: readonly string[]): void {
  if (existsSync(file)) return;
  const [command, ...before] = process.getuid?.() === 0 ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  const apt = (...args: string[]) =>
    spawnSync(command!, [...before, '-y', '-qq', ...args], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (apt('update') && apt('install', '--no-install-recommends', ...packages) && existsSync(file)) return;
  throw new Error(`Expected ${file}, which could not be installed: apt-get install ${packages.join(' ')}`);
}
