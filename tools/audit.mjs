// npm run audit: what the registry knows against the packages of the lockfile. Three ends: nothing known (0), something (1),
// or the registry has not answered (2), which says nothing of the packages.
import { spawnSync } from 'node:child_process';
import { root } from './prepare.mjs';

const { stdout } = spawnSync('npm', ['audit', '--json'], { cwd: root, encoding: 'utf8', maxBuffer: 64e6 });
const told = parsed(stdout);
const counts = told?.metadata?.vulnerabilities;
if (!counts) {
  process.stdout.write(`npm audit: not answered (${told?.message ?? told?.error?.summary ?? 'no answer'})\n`);
  process.exitCode = 2;
} else if (counts.total === 0) process.stdout.write('npm audit: nothing known\n');
else {
  process.stdout.write(`npm audit: ${counts.total} known\n`);
  for (const [name, { severity, range }] of Object.entries(told.vulnerabilities))
    process.stdout.write(`  ${severity}: ${name} ${range}\n`);
  process.exitCode = 1;
}

/** Null for what is no JSON. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
