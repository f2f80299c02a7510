import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { picture } from '../pictures';
import { temporaryFolder } from '../visit';
import type { Visitor } from './visitor';

const four = ['a/one.jpg', 'a/two.png', 'b/three.webp', 'four.gif'];

/** Pictures, in a folder dropped where the driver can drop one, in a zip picked elsewhere. @returns the rows' paths. */
export async function bring({ engine }: Visitor, names: readonly string[] = four): Promise<string[]> {
  const folder = join(temporaryFolder(), 'set');
  for (const [at, name] of names.entries()) await picture(join(folder, name), { hue: at * 70 });
  if (engine.drop) {
    await engine.drop([folder]);
    return names.map((name) => `set/${name}`);
  }
  const zip = join(temporaryFolder(), 'set.zip');
  writeFileSync(zip, zipSync(Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]))));
  await engine.setFiles('input[data-input=files]', [zip]);
  return [...names];
}
