import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readArchive } from './archive';
import { temporaryFolder, visit, type Visit } from './visit';

/** What would run, each in its own way, were it taken for markup or for an address. `/` cannot stand in a name. */
const traps = {
  image: '<img src=x onerror=window.ran=1>',
  script: '<script>window.ran=2</script>',
  vector: '"><svg onload=window.ran=3>',
  address: 'javascript:window.ran=4',
  template: '{{constructor.constructor("window.ran=5")()}}',
} as const;
const inNames = Object.values(traps).filter((trap) => !trap.includes('/'));

/** Nothing ran, nothing asked, and what was told is no element of the document. */
async function nothingRan(page: Visit, dialogs: readonly string[]): Promise<void> {
  expect(dialogs).toEqual([]);
  const seen = await page.page.evaluate(() => ({
    ran: (window as { ran?: number }).ran ?? null,
    images: document.querySelectorAll('img[src=x], img[onerror]').length,
    vectors: document.querySelectorAll('svg[onload]').length,
    scripts: [...document.scripts].filter((script) => /window\.ran/.test(script.text)).length,
    addresses: document.querySelectorAll('[href^="javascript:" i], [src^="javascript:" i]').length,
  }));
  expect(seen).toEqual({ ran: null, images: 0, vectors: 0, scripts: 0, addresses: 0 });
}

function dialogsOf(page: Visit): string[] {
  const dialogs: string[] = [];
  page.page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  return dialogs;
}

/** Of the classes, in the order of their numbers. */
const names = Object.values(traps);

async function trapped(folder: string): Promise<readonly string[]> {
  mkdirSync(folder);
  const said = Object.values(traps).join(' ');
  const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="${said.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')}"/></rdf:RDF></x:xmpmeta>`; // prettier-ignore
  const jpeg = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#3070a0' } })
    .withExif({ IFD0: { ImageDescription: said, Artist: said, Copyright: said } })
    .withXmp(xmp)
    .jpeg()
    .toBuffer();
  for (const trap of inNames) writeFileSync(join(folder, `${trap}.jpg`), jpeg);
  // One that fails, whose sentence and group are shown, and one that is no image.
  writeFileSync(join(folder, `${traps.image} cut.jpg`), jpeg.subarray(0, jpeg.length / 2));
  writeFileSync(join(folder, `of ${traps.vector}.txt`), `${said}\n`);
  const coco = {
    info: { description: said },
    images: [{ id: 1, file_name: `${traps.image}.jpg`, width: 60, height: 40 }],
    categories: names.map((name, id) => ({ id, name, supercategory: traps.image })),
    // The first has no width, which is told in a sentence. One below the other, so that each name has a place.
    annotations: names.map((_, id) => ({
      id,
      image_id: 1,
      category_id: id,
      bbox: [1 + 6 * id, 2 + 4 * id, id && 5, 20],
      area: 0,
    })),
  };
  writeFileSync(join(folder, 'annotations.json'), JSON.stringify(coco));
  const name = `${traps.image}.zip`;
  const comment = new TextEncoder().encode(said);
  const zip = zipSync({
    [`${traps.vector}/${traps.template}.jpg`]: [jpeg, { comment: said }],
    'note.txt': strToU8(said),
  });
  // The archive's own comment stands behind its end, which says how long it is (APPNOTE 4.3.16).
  new DataView(zip.buffer, zip.byteOffset).setUint16(zip.length - 2, comment.length, true);
  writeFileSync(join(folder, '..', name), Buffer.concat([zip, comment]));
  return [folder, join(folder, '..', name)];
}

test('names, metadata, comments of archives and label classes are shown as text and run nothing', async () => {
  const inputs = await trapped(join(temporaryFolder(), '<b onmouseover=window.ran=6>'));
  const page = await visit();
  const dialogs = dialogsOf(page);
  await page.loadRecipe({ version: 1, steps: [{ op: 'resize', width: 30 }], output: { format: 'jpeg', keep: 'all' } });
  await page.drop(...inputs);
  const row = page.page.locator('[data-path]', { hasText: `${traps.image}.jpg` });
  await row.waitFor();
  const found = page.page.getByRole('region', { name: 'Labels found' });
  await found.getByText(/^COCO.*, 5 classes, 5 boxes on 1 image/).waitFor();
  await found.getByText('Classes', { exact: true }).click();
  const inTable = found.getByRole('textbox');
  await expect
    .poll(() => inTable.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value)))
    .toEqual(names);
  for (const name of names) await found.getByRole('button', { name: `Drop ${name}`, exact: true }).waitFor();
  await nothingRan(page, dialogs);
  await page.button('Run').and(page.page.locator(':enabled')).click();
  await page.is('done');
  for (const trap of [...inNames.map((one) => `${one}.jpg`), `${traps.image} cut.jpg`])
    expect(await page.page.getByText(trap).count(), trap).toBeGreaterThan(0);
  await nothingRan(page, dialogs);
  await row.click();
  await page.page.getByAltText(`${traps.image}.jpg, after`).waitFor();
  await page.page.locator('.detail-file', { hasText: traps.image }).waitFor();
  // What has no width is in the list before, and in the picture.
  const listed = page.page.getByRole('list', { name: 'Labels before' }).getByRole('listitem');
  await listed.nth(names.length - 1).waitFor();
  const texts = await listed.allInnerTexts();
  names.forEach((name, at) => expect(texts[at]).toContain(name));
  expect(texts[0]).toContain('Expected');
  const drawn = page.page.locator('.compare-layer').first().locator('.label-names text');
  await drawn.nth(names.length - 2).waitFor({ state: 'attached' });
  const shown = await drawn.allTextContents();
  for (const name of names.slice(1))
    expect(
      shown.some((text) => text.includes(name)),
      name,
    ).toBe(true);
  const panel = page.page.getByRole('complementary', { name: 'Labels' });
  for (const name of names) expect(await panel.getByRole('checkbox', { name }).count(), name).toBe(1);
  await nothingRan(page, dialogs);
  const { report } = readArchive(await page.downloadAll());
  expect(report.labels).toMatchObject({ read: 'coco', classes: names });
  expect(report.labels!.wrong!.map((one) => one.code)).toContain('no-area');
  await nothingRan(page, dialogs);
}, 300_000);

test('the text of a recipe is shown as text: in the sentence that refuses it and in the name of its file', async () => {
  const page = await visit();
  const dialogs = dialogsOf(page);
  const alert = page.page.getByRole('complementary', { name: 'Recipe' });
  for (const trap of Object.values(traps)) {
    const refused = [
      { version: 1, steps: [{ op: trap }] },
      { version: 1, [trap]: 1 },
      { version: 1, output: { format: trap } },
    ];
    for (const recipe of refused) {
      await page.loadRecipe(recipe, `${trap.replaceAll('/', '-')}.json`);
      await alert.getByText(JSON.stringify(trap).slice(1, -1).slice(0, 20)).first().waitFor();
    }
    await page.loadRecipe(trap);
    await nothingRan(page, dialogs);
  }
});
