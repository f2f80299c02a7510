import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { picture } from './pictures';
import { browser, open, temporaryFolder } from './visit';

/**
 * Text that would become markup, script or the address of one, by each of the usual ways, in a task of
 * its own: script that a debugger evaluates may do more. @returns what came of each.
 */
const attempts = `new Promise((resolve) => setTimeout(() => {
  const ways = {
    markup: () => (document.createElement('div').innerHTML = '<b>bold</b>'),
    parsed: () => new DOMParser().parseFromString('<b>bold</b>', 'text/html'),
    written: () => document.write('<b>bold</b>'),
    handler: () => document.body.setAttribute('onclick', 'window.ran = 1'),
    script: () => (document.createElement('script').text = 'window.ran = 1'),
    address: () => (document.createElement('script').src = 'theme.js'),
    function: () => new Function('window.ran = 1'),
    timer: () => setTimeout('window.ran = 1'),
    worker: () => new Worker('theme.js'),
    memory: () => new Worker(URL.createObjectURL(new Blob(['1']))),
    policy: () => trustedTypes.createPolicy('mine', { createHTML: (text) => text }),
    cleared: () => (document.createElement('div').innerHTML = ''),
  };
  resolve(Object.entries(ways).map(([name, way]) => {
    try {
      way();
      return name + ' passes';
    } catch (error) {
      return name + ' ' + error.name;
    }
  }));
}))`;

const refused = [
  ...['markup', 'parsed', 'written', 'handler', 'script', 'address'].map((way) => `${way} TypeError`),
  'function EvalError',
  ...['timer', 'worker', 'memory', 'policy'].map((way) => `${way} TypeError`),
  // By which React Aria clears what it has announced.
  'cleared passes',
];

test.each(['', 'embed.html'])('no text becomes markup, script or a worker’s address in “%s”', async (path) => {
  const page = await (await browser()).newPage();
  await page.goto(new URL(path, inject('url')).href);
  expect(await page.evaluate(attempts)).toEqual(refused);
  expect(await page.evaluate('window.ran ?? null')).toBe(null);
});

test('a worker of the page other than libvips’ starts no other from text', async () => {
  const visited = await open(await browser(), inject('url'));
  const { page } = visited;
  // The desk starts with the first files.
  await visited.drop(await picture(join(temporaryFolder(), 'a.png')));
  const desk = () => page.workers().find((one) => /assets\/entry-/.test(one.url()));
  await expect.poll(desk).toBeDefined();
  const outcome = await desk()!.evaluate(() => {
    try {
      new Worker('theme.js');
      return 'passes';
    } catch (error) {
      return (error as Error).name;
    }
  });
  expect(outcome).toBe('TypeError');
});
