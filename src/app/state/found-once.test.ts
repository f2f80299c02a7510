import { expect, it } from 'vitest';
import type { Item } from '../../core/dataset/item';
import { parseRecipe } from '../../core/recipe/parse';
import { Labels } from '../../desk/labels';
import { fileOf } from '../../labels/testing/memory';
import type { Desk } from '../../sinks/desk';
import { FoundOnce } from './found-once';
import type { Row } from './items';

/** The labels of a desk without its worker. */
function deskOf(labels: Labels): Desk {
  const desk: Pick<Desk, 'findLabels' | 'reclass' | 'maskFill'> = {
    findLabels: (sources, question) =>
      labels.find(
        sources.map(({ path, content }) => fileOf(path, new Uint8Array(content as ArrayBuffer))), // As the rows read them.
        question,
      ),
    reclass: (table) => Promise.resolve(labels.reclass(table)),
    maskFill: (name) => Promise.resolve(labels.maskFill(name)),
  };
  return desk as Desk; // Nothing else is asked of it.
}

function rowsOf(files: Readonly<Record<string, string>>, reads: string[]): readonly Row[] {
  return Object.entries(files).map(([path, text]) => {
    const read = () => {
      reads.push(path);
      return Promise.resolve(new TextEncoder().encode(text).buffer);
    };
    return { item: { path, bytes: text.length, read } as unknown as Item } as Row; // Labels ask a row for no more.
  });
}

it('label files are read once, however often the class table changes', async () => {
  const reads: string[] = [];
  const files = { 'd/images/a.jpg': '', 'd/labels/a.txt': '0 .5 .5 1 1\n7 .5 .5 1 1\n', 'd/classes.txt': 'cat\ndog\n' };
  const rows = rowsOf(files, reads);
  const [labels, once] = [new Labels(), new FoundOnce()];
  const desk = deskOf(labels);
  const found = async (given: object) => {
    const recipe = parseRecipe({ version: 1, steps: [], labels: given, output: { format: 'png' } });
    const opened = await once.find(rows, recipe.labels, () => desk);
    expect(once.knows(rows, recipe.labels)).toBe(true);
    return opened;
  };
  expect((await found({})).found.classes).toEqual(['cat', 'dog', '7']);
  const many = reads.length;
  expect(many).toBeGreaterThan(0);
  const renamed = { classes: [{ name: 'hound', from: ['dog'] }] };
  expect((await found(renamed)).found.classes).toEqual(['hound', 'cat', '7']);
  expect((await found({ ...renamed, maskFill: 'ignore' })).maskFill).toMatchObject({ class: 3 });
  // Asked at once: the last one stands.
  const [, dropped] = await Promise.all([found(renamed).catch(() => null), found({ otherClasses: 'drop', classes: [{ name: 'cat' }] })]); // prettier-ignore
  expect(dropped.found.classes).toEqual(['cat']);
  expect(labels.of('d/images/a.jpg')?.labels.map(({ class: index }) => index)).toEqual([0]);
  expect((await found({})).found).toMatchObject({ classes: ['cat', 'dog', '7'], unnamed: [2] });
  expect(labels.of('d/images/a.jpg')?.labels.map(({ class: index }) => index)).toEqual([0, 2]);
  expect(reads).toHaveLength(many);
  // How they are read is another question.
  await found({ vocOneBased: true });
  expect(reads).toHaveLength(2 * many);
});
