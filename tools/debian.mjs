// What Debian's packages give to the tools, installed where it is missing.
import { spawnSync } from 'node:child_process';
import { say } from './prepare.mjs';

/** @returns {boolean} whether apt could install the package. */
export function installFromDebian(name) {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => {
    const [command, ...rest] = [...asRoot, 'apt-get', '-y', '-qq', ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(command, rest, { stdio: ['ignore', 2, 2], env }).status === 0;
  };
  return apt('update') && apt('install', '--no-install-recommends', name);
}

/** Takes care that exiftool is there, which reads what outputs carry; where it cannot be had, says what is not tested. */
export function wantExiftool() {
  if (spawnSync('exiftool', ['-ver']).status === 0) return;
  say('Installing exiftool from Debian …');
  if (!installFromDebian('libimage-exiftool-perl'))
    say('No exiftool (Debian: `apt-get install libimage-exiftool-perl`): the tests of what outputs carry are skipped.');
}
