import { expect, test } from 'vitest';
import { chosen, visiting } from '../start';
import type { Visitor } from '../visitor';

/** Presses Tab until the control of this name has the focus. */
async function tabTo(person: Visitor, name: string): Promise<void> {
  for (let press = 0; press < 80; press++) {
    await person.press('Tab');
    if ((await person.focused()) === name) return;
  }
  expect.unreachable(`Tab does not come to “${name}” in ${chosen}.`);
}

test(`${chosen}: sample, run and download are done by Tab and Enter alone`, async () => {
  const person = await visiting();
  await tabTo(person, 'Try a sample');
  await person.press('Enter');
  await person.hasRows(13);
  await tabTo(person, 'Run');
  await person.press('Enter');
  await person.is('done');
  await tabTo(person, 'Download all');
  const { name } = await person.engine.download(() => person.press('Enter'));
  expect(name).toBe('dataset.zip');
});

test(`${chosen}: rows are walked by the arrow keys, opened by Enter, left by Escape to where they were`, async () => {
  const person = await visiting();
  await person.click('Try a sample');
  await person.hasRows(13);
  const place = () => person.engine.evaluate<string | null>(`document.activeElement.getAttribute('data-index')`);
  await person.engine.evaluate(`document.querySelector('.row').focus()`);
  await person.press('ArrowDown', 'ArrowDown');
  await expect.poll(place).toBe('2');
  await person.press('End');
  await expect.poll(place).toBe('12');
  await person.press('Home', 'ArrowDown');
  await expect.poll(place).toBe('1');
  await person.press('Enter');
  await person.sees(
    `document.querySelector('[role=region][aria-label^="Preview of"], section[aria-label^="Preview of"]')`,
    'a preview',
  );
  await person.press('Escape');
  await expect.poll(place).toBe('1');
});
