import { expect, test } from 'vitest';
import {
  chosenOf,
  corpusAt,
  distances,
  drawnSubjects,
  expectAllKinds,
  holdToBounds,
  isJpeg,
  isPng,
  lightDistances,
  pngDistances,
  writeFidelity,
} from './fast-decode';

const corpus = corpusAt();

test('the browser’s decoder stays near libvips’ own on every kind of JPEG, however far it shrinks', async () => {
  holdToBounds(await distances((await drawnSubjects()).filter(isJpeg)));
});

test.skipIf(!corpus)('and on some photographs of each kind, which the table of the documents tells of', async () => {
  const subjects = await chosenOf(corpus!, /\.jpe?g$/i, 3);
  const others = await chosenOf(corpus!, /\.(?:png|webp)$/i, 8);
  expectAllKinds([...subjects, ...others]);
  const all = await distances(subjects);
  const rest = [
    ...(await pngDistances(others.filter(isPng))),
    ...(await lightDistances(others.filter((one) => !isPng(one)))),
  ];
  if (process.env['FIDELITY'] === 'write') writeFidelity('fidelity', [...all, ...rest]);
  holdToBounds(all);
  holdToBounds(rest);
});

test.skipIf(!corpus)('and on all JPEGs of the corpus', async () => {
  const subjects = await chosenOf(corpus!, /\.jpe?g$/i, Infinity);
  expect(subjects.length).toBeGreaterThan(100);
  holdToBounds(await distances(subjects));
});
