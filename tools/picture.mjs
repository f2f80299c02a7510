// npm run picture: the README's picture, of the built page after a run over its own sample.
import { mkdirSync } from 'node:fs';
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
  mkdirSync(join(root, 'docs/images'), { recursive: true });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(root, 'docs/images/page.png') });
} finally {
  await end();
  await server.close();
}
