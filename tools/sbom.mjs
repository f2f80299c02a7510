// The software bill of materials of the page: what npm knows of its packages, and the libraries inside wasm-vips.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/** @returns {string} CycloneDX 1.5 as JSON, of the lockfile alone: the same whenever, wherever and by whichever npm it is made. */
export function billOfMaterials() {
  const args = ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx', '--offline'];
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 64e6 });
  if (status !== 0) throw new Error(`Expected npm to list the packages, it said: ${stderr}`);
  const { serialNumber: _, ...bill } = JSON.parse(stdout);
  const { lifecycles, component } = bill.metadata;
  const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  // npm's own `--omit dev` leaves out packages of the page that its tools use too (zod, yaml).
  const isShipped = shipped();
  bill.components = bill.components.filter(({ name, version }) => isShipped.has(`${name}@${version}`));
  const refs = new Set([component['bom-ref'], ...bill.components.map((one) => one['bom-ref'])]);
  bill.dependencies = bill.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) }));
  const vips = bill.components.find((one) => one.name === 'wasm-vips');
  vips.components = librariesOfVips();
  // The folder's name, the clock and npm's own version say nothing of the page.
  bill.metadata = { lifecycles, component: { ...component, type: 'application', name, version } };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

/** `name@version` of each package that is not for development alone, by the lockfile. */
function shipped() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return new Set(
    Object.entries(packages)
      .filter(([path, { dev }]) => path !== '' && !dev)
      .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
  );
}

/** What wasm-vips says that it was built of. */
function librariesOfVips() {
  const versions = JSON.parse(readFileSync(join(root, 'node_modules/wasm-vips/versions.json'), 'utf8'));
  return Object.entries(versions).map(([name, version]) => ({
    'bom-ref': `wasm-vips/${name}@${version}`,
    type: 'library',
    name,
    version,
    purl: `pkg:generic/${name}@${version}`,
  }));
}
