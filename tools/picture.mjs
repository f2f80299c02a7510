// npm run picture: the README's picture and the manifest's, of the built page after a run over its own sample.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, root } from './prepare.mjs';

install();
build();
const { serve } = await import('./serve.mjs');
const { launch } = await import('./browser.mjs');
const server = await serve(join(root, 'dist'));
const { context, end } = await launch({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
try {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(server.url);
  await page.getByRole('button', { name: 'Try a sample' }).click();
  const run = page.getByRole('button', { name: 'Run', exact: true });
  await run.and(page.locator(':enabled')).waitFor();
  await run.click();
  await page.locator('main[data-state=done]').waitFor();
  // The last thumbnails, and the end of what moves.
  await page.waitForTimeout(1500);
  const pictures = join(root, 'docs/images');
  const screenshots = join(root, 'public/screenshots');
  mkdirSync(pictures, { recursive: true });
  mkdirSync(screenshots, { recursive: true });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(pictures, 'page.png') });
  copyFileSync(join(pictures, 'page.png'), join(screenshots, 'wide.png'));
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(screenshots, 'narrow.png') });
} finally {
  await end();
  await server.close();
}
