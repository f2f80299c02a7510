import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { GroupOptions } from '../groups/group';
import type { Photograph } from './photograph';
import { cameraPhotographs, cocoPhotographs, mediumPhotographs, progressivePhotographs } from './sets';

const hundreds = 10;
/** Of each hundred; the rest are small. */
const large = 8;
const medium = 12;

export interface Dataset {
  readonly folder: string;
  /** By name, and which photograph each is. */
  readonly files: readonly { readonly name: string; readonly photograph: Photograph }[];
}

/**
 * A folder of a thousand photographs in the mix that datasets have: most as small as COCO's, some of 3 MP, few from cameras.
 * Every hundred is the same, so that the last can be held against the first.
 */
export async function datasetFolder(options: GroupOptions): Promise<Dataset> {
  const camera = [...(await cameraPhotographs(options)), ...(await progressivePhotographs(options))];
  const middle = await mediumPhotographs(options);
  const small = await cocoPhotographs(options);
  const folder = join(options.folder, 'dataset');
  mkdirSync(folder, { recursive: true });
  const files: Dataset['files'][number][] = [];
  for (let index = 0; index < hundreds * 100; index++) {
    const at = index % 100;
    // Large ones lie among the others as they do in a folder, not at one end.
    const isLarge = at % Math.floor(100 / large) === 0 && at / Math.floor(100 / large) < large;
    const isMedium = !isLarge && at % Math.floor(100 / medium) === 1;
    const from = isLarge ? camera : isMedium ? middle : small;
    const [name, photograph] = [`${String(index).padStart(4, '0')}.jpg`, from[at % from.length]!];
    copyFileSync(photograph.path, join(folder, name));
    files.push({ name, photograph });
  }
  return { folder, files };
}
