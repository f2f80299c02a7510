import { expect, it } from 'vitest';
import { labelOf, noLabels } from '../core/dataset/labels';
import { packLabels, unpackLabels } from '../core/dataset/packed-labels';
import { LabelsAhead } from './labels-ahead';

/** Of an image `7` the one label of class 7. */
const labelsOf = (path: string) => packLabels({ ...noLabels, labels: [labelOf(Number(path), [])] });

function asked() {
  const questions: (readonly string[])[] = [];
  const ahead = new LabelsAhead((paths) => {
    questions.push(paths);
    return Promise.resolve(paths.map((path) => (path === 'bare' ? null : labelsOf(path))));
  });
  const classOf = async (path: string) => {
    const labels = await ahead.of(path);
    return labels && unpackLabels(labels).labels.map((label) => label.class);
  };
  return { ahead, questions, classOf };
}

it('asks for 16 images as soon as they are expected, and for none of them again', async () => {
  const { ahead, questions, classOf } = asked();
  for (let path = 0; path < 40; path++) ahead.expect(String(path));
  expect(questions.map(({ length }) => length)).toEqual([16, 16]);
  for (let path = 39; path >= 0; path--) expect(await classOf(String(path))).toEqual([path]);
  // The last ones are asked for with the first of them that is wanted.
  expect(questions.map(({ length }) => length)).toEqual([16, 16, 8]);
  expect(new Set(questions.flat()).size).toBe(40);
});

it('asks for what nobody expected, each time, and knows of images without labels', async () => {
  const { questions, classOf } = asked();
  expect(await classOf('3')).toEqual([3]);
  expect(await classOf('3')).toEqual([3]);
  expect(await classOf('bare')).toBeNull();
  expect(questions).toEqual([['3'], ['3'], ['bare']]);
});

it('tells each image of a question that failed, and asks anew after it', async () => {
  let fails = true;
  const ahead = new LabelsAhead((paths) =>
    fails ? Promise.reject(new Error('gone')) : Promise.resolve(paths.map(labelsOf)),
  );
  for (const path of ['1', '2']) ahead.expect(path);
  await expect(ahead.of('1')).rejects.toThrow('gone');
  await expect(ahead.of('2')).rejects.toThrow('gone');
  fails = false;
  expect(unpackLabels((await ahead.of('2'))!).labels[0]!.class).toBe(2);
});
