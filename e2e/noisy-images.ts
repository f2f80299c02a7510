import { join } from 'node:path';
import sharp from 'sharp';
import { copies } from './pictures';
import { temporaryFolder, visit } from './visit';
import type { Visit } from './visit';

export const many = 16;
/** As large as its pixels: there is nothing in noise that could be packed. */
const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
const create = { width: 600, height: 600, channels: 3, background: 'teal', noise } as const;
const recipe = { version: 1, steps: [], output: { format: 'png', compression: 1 } };

/** A visit with so many images listed, whose outputs take some room. */
export async function withImages(options?: Parameters<typeof visit>[0]): Promise<Visit> {
  const folder = temporaryFolder();
  await sharp({ create }).png({ compressionLevel: 1 }).toFile(join(folder, 'seed.png'));
  copies(join(folder, 'seed.png'), join(folder, 'set'), many);
  const page = await visit(options);
  await page.loadRecipe(recipe);
  await page.drop(join(folder, 'set'));
  await page.hasRows(many);
  return page;
}
