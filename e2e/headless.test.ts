import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drive, filesUnder, make, ownTemporary, recipeFile } from './drive';
import { picture } from './pictures';
import { temporaryFolder } from './visit';

test('one run writes a tree with its report, keeps odd names, obeys a setting, ends with 0 whatever fails, and leaves no profile', async () => {
  const folder = temporaryFolder();
  const loose = await picture(join(folder, 'loose.png'), { hue: 10 });
  await picture(join(folder, 'set/train/a.png'), { hue: 20 });
  await picture(join(folder, 'set/val/a.png'), { hue: 30 });
  writeFileSync(join(folder, 'set/labels.txt'), 'a 0 0 1 1\n');
  const zip = join(folder, 'more.zip');
  writeFileSync(zip, zipSync({ 'packed/z.png': readFileSync(loose) }));
  const names = ['with space', 'ünï→日本', 'a#1', '100%25', 'a+b&c=d;e', "it's"];
  for (const name of names) await picture(join(folder, 'odd # names', `${name}.png`));
  const broken = join(folder, 'broken.jpg');
  writeFileSync(broken, Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
  const large = await picture(join(folder, 'large.png'), { width: 400, height: 300 });
  const temporary = ownTemporary();

  const inputs = [loose, join(folder, 'set'), join(folder, 'odd # names'), broken, large, zip];
  const flags = ['--workers', '1', '--set', 'maxPixelsMp=0.1'];
  const { files, report, stderr, out } = await make(inputs, { flags, env: { TMPDIR: temporary.folder } });

  const odd = names.map((name) => `odd # names/${name}`).sort();
  const tree = ['loose.jpg', 'packed/z.jpg', 'set/train/a.jpg', 'set/val/a.jpg'];
  expect(files).toEqual([...tree, ...odd.map((name) => `${name}.jpg`)].sort());
  const fates = report.items.map(({ path, status, code }) => [path, code ?? status]);
  expect(fates.filter(([path]) => !path!.startsWith('odd'))).toEqual([
    ['loose.png', 'done'],
    ['set/labels.txt', 'not-an-image'],
    ['set/train/a.png', 'done'],
    ['set/val/a.png', 'done'],
    ['broken.jpg', 'truncated'],
    ['large.png', 'too-large'],
    ['packed/z.png', 'done'],
  ]);
  expect(report.workers).toBe(1);
  expect(stderr).toMatch(/10 done, 1 skipped, 2 failed\.\n$/);
  expect(await sharp(join(out, 'set/val/a.jpg')).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 48 });
  expect(temporary.profiles()).toEqual([]);
});

test('one run follows links given, sets names apart by the page’s rule, writes over former outputs alone, and tells what it cannot write', async () => {
  const folder = temporaryFolder();
  for (const [at, path] of ['a/set/x.png', 'b/set/x.png', 'a/y.png', 'b/y.png', 'c.png'].entries())
    await picture(join(folder, path), { hue: at * 40 });
  const inside = join(folder, 'a/set');
  symlinkSync(join(folder, 'c.png'), join(inside, 'linked.png'));
  symlinkSync('.', join(inside, 'loop'));
  symlinkSync('nowhere', join(inside, 'broken'));
  symlinkSync(join(folder, 'c.png'), join(folder, 'top.png'));
  const out = join(folder, 'out');
  // A folder stands where one of the outputs would be written.
  mkdirSync(join(out, 'c.jpg'), { recursive: true });
  for (const name of ['mine.txt', 'y.jpg']) writeFileSync(join(out, name), 'of before');

  const inputs = ['a/set', 'b/set', 'a/y.png', 'b/y.png', 'c.png', 'top.png'].map((path) => join(folder, path));
  const { files, report, stderr } = await make(inputs, { out });

  expect(files).toEqual(['mine.txt', 'set (2)/x.jpg', 'set/x.jpg', 'top.jpg', 'y (2).jpg', 'y.jpg']);
  expect(readFileSync(join(out, 'mine.txt'), 'utf8')).toBe('of before');
  expect((await sharp(join(out, 'y.jpg')).metadata()).width).toBe(64);
  expect(stderr).toContain('Symbolic links inside the inputs are left out, as by every drop: 3.');
  const told = report.items.filter(({ status }) => status !== 'done').map(({ path, code, detail }) => [path, code, detail]); // prettier-ignore
  const detail = 'c.jpg could not be written (EISDIR). Free some disk space and retry.';
  expect(told).toEqual([['c.png', 'write-failed', detail]]);
  expect(stderr).toMatch(/5 done, 0 skipped, 1 failed\.\n$/);
});

const good = recipeFileText();
function recipeFileText(): unknown {
  return { version: 1, steps: [], output: { format: 'png' } };
}

test.for<[string, (folder: string) => { recipe?: unknown; args?: string[]; inputs?: string[] }, RegExp]>([
  ['a recipe with an unknown key', () => ({ recipe: { ...(good as object), size: 3 } }), /size/],
  ['a recipe with a bad value', () => ({ recipe: { version: 1, steps: [{ op: 'resize', width: -1 }] } }), /width/],
  ['a recipe that is no JSON', () => ({ recipe: '{ "version": 1,\n "steps": [ }' }), /Line 2/],
  [
    'a value that is not available yet',
    () => ({ recipe: { ...(good as object), labels: { read: 'dota' } } }),
    /labels\.read.*not available/,
  ],
  ['a folder for a recipe', (folder) => ({ args: ['--recipe', folder, '--out', join(folder, 'out')] }), /recipe/],
  ['no recipe', (folder) => ({ args: ['--out', join(folder, 'out')] }), /--recipe/],
  ['no folder to write to', () => ({ args: ['--recipe', recipeFile(good)] }), /--out/],
  [
    'a file as the folder to write to',
    (folder) => ({ args: ['--recipe', recipeFile(good), '--out', join(folder, 'in.png')] }),
    /--out/,
  ],
  [
    'a folder to write to that cannot be made inside a file',
    (folder) => ({ args: ['--recipe', recipeFile(good), '--out', join(folder, 'in.png/deep/er')] }),
    /--out .*ENOTDIR/,
  ],
  [
    'a folder to write to where none can be made',
    () => ({ args: ['--recipe', recipeFile(good), '--out', '/proc/nowhere/deeper'] }),
    /--out .*E[A-Z]+ at \/proc/,
  ],
  ['no input', () => ({ inputs: [] }), /input/],
  ['an input that is not there', (folder) => ({ inputs: [join(folder, 'nothing')] }), /nothing/],
  ['an input that is a link to nothing', (folder) => ({ inputs: [join(folder, 'broken')] }), /broken/],
  ['inputs without a file', (folder) => ({ inputs: [join(folder, 'empty')] }), /at least one file/],
  ['an unknown setting', () => ({ args: ['--set', 'speed=3'] }), /speed/],
  ['a bad value of a setting', () => ({ args: ['--set', 'timeoutSeconds=soon'] }), /timeoutSeconds/],
  ['a setting without a value', () => ({ args: ['--set', 'maxPages'] }), /KEY=VALUE/],
  ['half a worker', () => ({ args: ['--workers', '0.5'] }), /workers/],
  ['an unknown option', () => ({ args: ['--speed'] }), /--speed/],
])('ends with 2 and one sentence for %s', async ([, given, told]) => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'empty/deeper'), { recursive: true });
  symlinkSync('nowhere', join(folder, 'broken'));
  const input = await picture(join(folder, 'in.png'));
  const { recipe = good, args = [], inputs = [input] } = given(folder);
  const whole =
    args.includes('--recipe') || args.includes('--out')
      ? []
      : ['--recipe', recipeFile(recipe), '--out', join(folder, 'out')];
  const { code, stdout, stderr } = await drive([...whole, ...args, ...inputs]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(told);
  // One line, which ends with its only full stop.
  expect(stderr.trimEnd()).not.toContain('\n');
  expect(stderr.trimEnd()).toMatch(/\.$/);
  expect(stderr.trimEnd().split(/\. (?=[A-Z])/)).toHaveLength(1);
  expect(filesUnder(join(folder, 'out'))).toEqual([]);
});

test('shows how it is used on stdout when asked', async () => {
  const { code, stdout } = await drive(['--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('--recipe FILE --out DIR');
});
