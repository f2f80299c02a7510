import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { picture } from '../pictures';
import { temporaryFolder } from '../visit';

/** A zip with two images and their YOLO labels: a dog left of the middle in the one, nothing in the other. @returns its path. */
export async function labelledZip(): Promise<string> {
  const folder = temporaryFolder();
  const image = async (name: string) => readFileSync(await picture(join(folder, name), { width: 1280, height: 800 }));
  const text = (lines: string) => new TextEncoder().encode(lines);
  const path = join(folder, 'set.zip');
  writeFileSync(
    path,
    zipSync({
      'data.yaml': text('names: [car, dog]\n'),
      'images/one.png': await image('one.png'),
      'images/two.png': await image('two.png'),
      'labels/one.txt': text('1 0.25 0.5 0.125 0.25\n'),
      'labels/two.txt': text(''),
    }),
  );
  return path;
}
