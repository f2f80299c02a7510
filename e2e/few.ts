import { join } from 'node:path';
import { picture } from './pictures';
import { temporaryFolder, type Visit } from './visit';

/** How many `ranFew` brings. */
export const few = 2;

/** Brings a few small pictures and runs them, where it matters that a job runs and not of what. */
export async function ranFew(page: Visit): Promise<void> {
  const folder = join(temporaryFolder(), 'few');
  for (let at = 0; at < few; at++) await picture(join(folder, `${at}.png`), { hue: at * 90 });
  await page.drop(folder);
  await page.run(few);
}
