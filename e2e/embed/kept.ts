// A field of pictures that is moved, or whose page is left and come back to.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { picture } from '../pictures';
import { temporaryFolder } from '../visit';

export const form = '<form><many-hands name="photos" multiple src="$appembed.html"></many-hands></form>';

/** In the page: what the form would send. */
export const sent = `[...new FormData(document.forms[0])].map(([name, file]) => [name, file.name, file.size > 0])`;

/** What it is of two pictures. */
export const both = [
  ['photos', 'p0.jpg', true],
  ['photos', 'p1.jpg', true],
];

/** In the page: whether all is done; and the codes of what went wrong. */
export const done = `document.querySelector('many-hands').state === 'done'`;
export const errors = `heard.filter(({ type }) => type === 'mh-error').map(({ code }) => code)`;

export async function pictures(many: number, size = { width: 320, height: 240 }): Promise<string[]> {
  const folder = temporaryFolder();
  return Promise.all(
    Array.from({ length: many }, (_, at) => picture(join(folder, `p${at}.png`), { hue: at, ...size })),
  );
}

/** Takes the field out and puts it elsewhere, as a list that is sorted does. */
export async function move(page: Page): Promise<void> {
  await page.evaluate(
    `(document.forms[0].prepend(document.createElement('p')), document.querySelector('p').append(document.querySelector('many-hands')))`,
  );
}
