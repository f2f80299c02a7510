import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { drive, filesUnder, make, ownTemporary, recipeFile, smallJpegs } from './drive';
import { picture } from './pictures';
import { temporaryFolder } from './visit';

test('writes the outputs of files, folders and zips as a tree, with the report beside them', async () => {
  const folder = temporaryFolder();
  const loose = await picture(join(folder, 'loose.png'), { hue: 10 });
  await picture(join(folder, 'set/train/a.png'), { hue: 20 });
  await picture(join(folder, 'set/val/a.png'), { hue: 30 });
  writeFileSync(join(folder, 'set/labels.txt'), 'a 0 0 1 1\n');
  const zip = join(folder, 'more.zip');
  writeFileSync(zip, zipSync({ 'packed/z.png': readFileSync(loose) }));
  const { files, report, stderr, out } = await make([loose, join(folder, 'set'), zip], { flags: ['--workers', '1'] });
  expect(files).toEqual(['loose.jpg', 'packed/z.jpg', 'set/train/a.jpg', 'set/val/a.jpg']);
  expect(report.items.map(({ path, status }) => [path, status])).toEqual([
    ['loose.png', 'done'],
    ['set/labels.txt', 'skipped'],
    ['set/train/a.png', 'done'],
    ['set/val/a.png', 'done'],
    ['packed/z.png', 'done'],
  ]);
  expect(report.workers).toBe(1);
  expect(stderr).toMatch(/4 done, 1 skipped, 0 failed\.\n$/);
  expect(await sharp(join(out, 'set/val/a.jpg')).metadata()).toMatchObject({ format: 'jpeg', width: 64, height: 48 });
});

test('ends with 0 whatever became of the items', async () => {
  const broken = join(temporaryFolder(), 'broken.jpg');
  writeFileSync(broken, Buffer.from([0xff, 0xd8, 0xff, 0xe0]));
  const { report, files } = await make([broken]);
  expect(report.items[0]).toMatchObject({ status: 'failed', code: 'truncated' });
  expect(files).toEqual([]);
});

test('keeps names with spaces, other scripts, # and %', async () => {
  const names = ['with space', 'ünï→日本', 'a#1', '100%25', 'a+b&c=d;e', "it's"];
  const folder = join(temporaryFolder(), 'odd # names');
  for (const name of names) await picture(join(folder, `${name}.png`));
  const { files } = await make([folder]);
  expect(files).toEqual(names.map((name) => `odd # names/${name}.jpg`).sort());
});

test('sets inputs of one name apart by the page’s rule', async () => {
  const folder = temporaryFolder();
  for (const [at, path] of ['a/set/x.png', 'b/set/x.png', 'a/y.png', 'b/y.png'].entries())
    await picture(join(folder, path), { hue: at * 40 });
  const { files } = await make(['a/set', 'b/set', 'a/y.png', 'b/y.png'].map((path) => join(folder, path)));
  expect(files).toEqual(['set (2)/x.jpg', 'set/x.jpg', 'y (2).jpg', 'y.jpg']);
});

test('follows an input that is a link, and counts the links inside, which a drop leaves out', async () => {
  const folder = join(temporaryFolder(), 'set');
  const real = await picture(join(folder, 'real.png'));
  symlinkSync(real, join(folder, 'linked.png'));
  symlinkSync('.', join(folder, 'loop'));
  symlinkSync('nowhere', join(folder, 'broken'));
  const top = join(dirname(folder), 'top.png');
  symlinkSync(real, top);
  const { files, stderr } = await make([folder, top]);
  expect(files).toEqual(['set/real.jpg', 'top.jpg']);
  expect(stderr).toContain('Symbolic links inside the inputs are left out, as by every drop: 3.');
});

test('writes over the outputs of a former run, and leaves other files of the folder alone', async () => {
  const input = await picture(join(temporaryFolder(), 'a.png'));
  const out = join(temporaryFolder(), 'out');
  mkdirSync(out);
  writeFileSync(join(out, 'mine.txt'), 'mine');
  await make([input], { out });
  const recipe = { version: 1, steps: [{ op: 'resize', width: 16 }], output: { format: 'jpeg' } };
  const again = await make([input], { out, recipe });
  expect(again.files).toEqual(['a.jpg', 'mine.txt']);
  expect((await sharp(join(out, 'a.jpg')).metadata()).width).toBe(16);
});

test('removes the browser’s profile after a run', async () => {
  const { folder, profiles } = ownTemporary();
  const input = await picture(join(temporaryFolder(), 'a.png'));
  const out = join(temporaryFolder(), 'out');
  const { code } = await drive(['--recipe', recipeFile(), '--out', out, input], { TMPDIR: folder });
  expect(code).toBe(0);
  expect(profiles()).toEqual([]);
});

test('takes the page’s settings, and lets them rule', async () => {
  const input = await picture(join(temporaryFolder(), 'a.png'), { width: 400, height: 300 });
  const { report } = await make([input], { flags: ['--set', 'maxPixelsMp=0.1'] });
  expect(report.items[0]).toMatchObject({ status: 'failed', code: 'too-large' });
});

test('an output that cannot be written fails its item, whole, and the others are written', async () => {
  const folder = temporaryFolder();
  const inputs: string[] = [];
  for (const name of ['a', 'b', 'c']) inputs.push(await picture(join(folder, `${name}.png`)));
  const out = join(folder, 'out');
  // A folder stands where one of the outputs would be written.
  mkdirSync(join(out, 'b-1.jpg'), { recursive: true });
  const recipe = { ...smallJpegs, steps: [{ op: 'repeat', copies: 2, steps: [{ op: 'resize', width: 32 }] }] };
  const { files, report, stderr } = await make(inputs, { recipe, out });
  expect(files).toEqual(['a-0.jpg', 'a-1.jpg', 'c-0.jpg', 'c-1.jpg']);
  expect(report.items.map(({ path, code, detail }) => [path, code, detail])).toEqual([
    ['a.png', null, null],
    ['b.png', 'write-failed', 'b-1.jpg could not be written (EISDIR). Free some disk space and retry.'],
    ['c.png', null, null],
  ]);
  expect(stderr).toMatch(/2 done, 0 skipped, 1 failed\.\n$/);
});

test('ends with 1 and a sentence when the report cannot be written', async () => {
  const folder = temporaryFolder();
  const input = await picture(join(folder, 'a.png'));
  const out = join(folder, 'out');
  mkdirSync(join(out, 'report.json'), { recursive: true });
  const { code, stdout, stderr } = await drive(['--recipe', recipeFile(), '--out', out, input]);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^Running …\nThe report could not be written: EISDIR\.\n$/);
  expect(filesUnder(out)).toEqual(['a.jpg']);
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
