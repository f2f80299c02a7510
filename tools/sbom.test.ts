import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { expect, test } from 'vitest';
import { root } from './prepare.mjs';
import { billOfMaterials } from './sbom.mjs';

test('the bill of materials is CycloneDX by its schema, names every package of the page, and is the same each time', async () => {
  const text = billOfMaterials();
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot5);
  expect(await validator.validate(text)).toBeNull();
  expect(await validator.validate(text.replace('"bomFormat"', '"format"'))).not.toBeNull();
  expect(billOfMaterials()).toBe(text);
  const { components }: { components: { name: string; version: string; components?: { name: string }[] }[] } =
    JSON.parse(text);
  const { packages }: { packages: Record<string, { dev?: boolean; version: string }> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  );
  const shipped = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { version }]) => `${path.split('node_modules/').at(-1)} ${version}`);
  expect(components.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(shipped.sort());
  const inVips = components.find(({ name }) => name === 'wasm-vips')?.components?.map(({ name }) => name);
  expect(inVips).toEqual(expect.arrayContaining(['vips', 'mozjpeg', 'heif', 'jxl', 'resvg', 'glib']));
});
