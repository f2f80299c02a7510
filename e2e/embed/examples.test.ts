import { cpSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { build } from 'vite';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { serveExamples } from '../../docs/examples/embed/server.mjs';
import { root } from '../../tools/prepare.mjs';
import { picture } from '../pictures';
import { temporaryFolder } from '../visit';
import { labelledZip } from './labelled';
import { hostBrowser } from './pages';
import { refusedStores, refusing, stores } from './stores';

// They store nothing, and so work where nothing may be stored.
const { openAt } = hostBrowser(refusing.all);
const { resolve } = createRequire(import.meta.url);
const folder = join(root, 'docs/examples/embed');

async function examples(pages = folder): Promise<string> {
  const { url, close } = await serveExamples({ manyHands: inject('url'), pages });
  onTestFinished(close);
  return url;
}

/** A photograph that lies on its side, with the place where it was taken. */
async function photograph(name: string): Promise<string> {
  const path = join(temporaryFolder(), name);
  const plain = await sharp(await picture(join(temporaryFolder(), 'p.png'), { width: 1600, height: 900 }))
    .withExif({ IFD3: { GPSLatitude: '52/1 31/1 0/1', GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  await sharp(plain, { autoOrient: false }).keepMetadata().toFile(path);
  return path;
}

describe('the examples, in a browser that refuses all storage', () => {
  test('of an avatar sends a square of 512 pixels', async () => {
    const { page, field } = await openAt(`${await examples()}avatar.html`);
    await field.locator('#files').setInputFiles(await photograph('me.jpg'));
    await page.locator('#face[src^=blob]').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL('**/upload');
    expect(JSON.parse(await page.locator('body').innerText())).toEqual([
      {
        name: 'avatar',
        file: 'me.jpg',
        type: 'image/jpeg',
        bytes: expect.any(Number),
        width: 512,
        height: 512,
        hasExif: false,
      },
    ]);
  });

  test('of a form sends photographs upright, small, without EXIF, beside the other fields', async () => {
    const { page, field } = await openAt(`${await examples()}upload.html`);
    await page.getByLabel('Street').fill('High Street');
    const files = [await photograph('one.jpg'), await photograph('two.jpg')];
    // The photographs do lie on their sides, and do say where.
    expect(await sharp(files[0]).metadata()).toMatchObject({
      width: 1600,
      height: 900,
      orientation: 6,
      exif: expect.anything(),
    });
    await field.locator('#files').setInputFiles(files);
    await field.locator('body[data-phase=done]').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForURL('**/upload');
    const photo = {
      name: 'photos',
      type: 'image/jpeg',
      bytes: expect.any(Number),
      width: 720,
      height: 1280,
      hasExif: false,
    };
    expect(JSON.parse(await page.locator('body').innerText())).toEqual([
      { name: 'street', text: 'High Street' },
      { ...photo, file: 'one.jpg' },
      { ...photo, file: 'two.jpg' },
    ]);
  });

  test('of a script makes a picture smaller without a field', async () => {
    const { page } = await openAt(`${await examples()}headless.html`);
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.locator('output', { hasText: /^rings\.webp, image\/webp, \d+ bytes, by \d+ workers$/ }).waitFor();
  });

  test('of a labelled dataset sends each label where its pixels went', async () => {
    const { page, field } = await openAt(`${await examples()}labels.html`);
    await field.locator('#files').setInputFiles(await labelledZip());
    await field.locator('body[data-phase=done]').waitFor();
    expect(await page.frames()[1]?.evaluate(stores)).toEqual(refusedStores);
    // Labels are no images: they are neither counted nor drawn as such.
    await field.locator('#status', { hasText: /^2 images ready, .*, 3 label files$/ }).waitFor();
    expect(await field.locator('.row-name').allInnerTexts()).toEqual(['one.png', 'two.png']);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.waitForURL('**/upload');
    const sent = JSON.parse(await page.locator('body').innerText()) as { file: string }[];
    const of = (name: string) => sent.find(({ file }) => file === name);
    expect(sent.map(({ file }) => file).toSorted()).toEqual(['data.yaml', 'one.jpg', 'one.txt', 'two.jpg', 'two.txt']);
    expect(of('one.jpg')).toMatchObject({ type: 'image/jpeg', width: 640, height: 400 });
    expect(of('one.txt')).toMatchObject({ name: 'dataset', type: 'text/plain', says: '1 0.75 0.5 0.125 0.25\n' });
    expect(of('two.txt')).toMatchObject({ says: '' });
  });

  test('of React sets properties, listens to events, and is typed', async () => {
    const sources = temporaryFolder();
    cpSync(join(folder, 'react'), sources, { recursive: true });
    const built = temporaryFolder();
    await build({
      root: sources,
      configFile: false,
      logLevel: 'error',
      // As installed beside it: the packages are this project's.
      resolve: {
        alias: ['react-dom/client', 'react/jsx-runtime', 'react/jsx-dev-runtime', 'react'].map((name) => ({
          find: new RegExp(`^${name}$`),
          replacement: resolve(name),
        })),
      },
      build: { outDir: built, emptyOutDir: true },
    });
    expect(readFileSync(join(built, 'index.html'), 'utf8')).toContain('many-hands.js');
    const { page, field } = await openAt(`${await examples(built)}index.html`);
    await field.locator('#files').setInputFiles([await photograph('one.jpg'), await photograph('two.jpg')]);
    await page.locator('p', { hasText: '2 made' }).waitFor();
    expect(await page.locator('li').allInnerTexts()).toEqual(['one.webp, image/webp', 'two.webp, image/webp']);
  });
});
