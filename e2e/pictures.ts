import { linkSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

export interface PictureOptions {
  readonly width?: number;
  readonly height?: number;
  /** Degrees of the colour circle: pictures of different hue have different bytes. */
  readonly hue?: number;
}

/** Draws a soft gradient with a disc, in the format that the path's extension says. */
export async function picture(
  path: string,
  { width = 160, height = 120, hue = 0 }: PictureOptions = {},
): Promise<string> {
  mkdirSync(dirname(path), { recursive: true });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl(${hue},70%,60%)"/><stop offset="1" stop-color="hsl(${hue + 90},60%,30%)"/></linearGradient>
    <rect width="100%" height="100%" fill="url(#g)"/><circle cx="60%" cy="40%" r="20%" fill="hsl(${hue + 180},80%,70%)"/></svg>`;
  await sharp(Buffer.from(svg)).toFile(path);
  return path;
}

/** So many files that are one on the disk: the page reads each of them. @returns their paths. */
export function copies(file: string, folder: string, many: number): string[] {
  mkdirSync(folder, { recursive: true });
  const digits = String(many - 1).length;
  const extension = file.split('.').at(-1);
  return Array.from({ length: many }, (_, at) => {
    const path = join(folder, `p${String(at).padStart(digits, '0')}.${extension}`);
    linkSync(file, path);
    return path;
  });
}

/** So many slow ones that some wait still when a few are done, however many cores run them and however late a button is pressed. */
export const moreThanCores = 24 + 8 * availableParallelism();

/** A folder within another of so many pictures, which take long enough for a person to press a button meanwhile. */
export async function slowFolder(folder: string, many: number): Promise<string> {
  copies(await picture(join(folder, 'seed.png'), { width: 2400, height: 1800 }), join(folder, 'set'), many);
  return join(folder, 'set');
}
