import { expect, onTestFinished, test } from 'vitest';
import { bareHost } from '../bare-host';
import { bring } from '../bring';
import { mirrored, yoloZip } from '../labelled';
import { outside } from '../outside';
import { chosen, visitor } from '../start';

/** libvips reads and writes, our kernels resize: every part of the engine is needed. */
const recipe = {
  version: 1,
  steps: [{ op: 'auto-orient' }, { op: 'resize', width: 64, height: 64 }, { op: 'brightness', factor: 1.2 }],
  output: { format: 'webp' },
};

test(`${chosen}: a visit to a bare host, then without it: reload, bring images, run, download, labels too; nobody else is asked for anything`, async () => {
  const [host, others] = [await bareHost(), await outside()];
  onTestFinished(others.close);
  const person = await visitor({ proxy: others.proxy });
  await person.open(host.url);
  await person.sees('crossOriginIsolated && navigator.serviceWorker.controller !== null', 'isolation');
  await person.sees(
    `document.querySelector(':is([data-offline=base], [data-offline=everything])')`,
    'a page kept for offline',
  );
  await host.close();

  await person.engine.reload();
  await person.drawn();
  expect(await person.engine.evaluate('crossOriginIsolated')).toBe(true);
  await person.loadRecipe(recipe);
  const rows = await bring(person);
  await person.run(rows.length);
  const { report } = await person.downloadAll();
  const told = report.items.map(({ path, status, code }) => [path, status, code]);
  expect(told.sort()).toEqual(rows.map((path) => [path, 'done', null]).sort());

  // Another visit, with nothing left of the first page.
  await person.engine.goto('about:blank');
  await person.open(host.url);
  await person.click('Try a sample');
  await person.run(13);
  expect((await person.downloadAll()).report.counts).toEqual({ done: 12, skipped: 1, failed: 0 });
  await person.click('Clear');
  await person.is('empty');

  // And a zip with labels.
  await person.loadRecipe({ version: 1, steps: [{ op: 'flip', axis: 'horizontal' }], output: { format: 'jpeg' } });
  await person.pick(await yoloZip());
  await person.run(7);
  const { files, report: labelled } = await person.downloadAll();
  expect(labelled.counts).toMatchObject({ done: 3, failed: 0 });
  const labels = [...files].filter(([path]) => path.startsWith('set/labels/'));
  expect(labels.map(([path, bytes]) => [path, bytes.toString()])).toEqual(
    ['a', 'b', 'c'].map((name) => [`set/labels/train/${name}.txt`, mirrored]),
  );
  expect(others.foreign()).toEqual([]);
});

test(`${chosen}: whoever else is asked for anything is seen`, async () => {
  const host = await bareHost((request, response) => {
    if (request.url !== '/plain.html') return false;
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<title>A page without a policy</title>');
    return true;
  });
  const others = await outside();
  onTestFinished(others.close);
  const person = await visitor({ proxy: others.proxy });
  await person.engine.goto(`${host.origin}/plain.html`);
  await person.engine.evaluate(`fetch('http://elsewhere.example/', { mode: 'no-cors' }).catch(() => {})`);
  await person.engine.evaluate(`fetch('https://secret.example/', { mode: 'no-cors' }).catch(() => {})`);
  expect(others.foreign()).toEqual(['elsewhere.example', 'secret.example']);
});
