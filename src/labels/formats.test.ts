import { expect, it } from 'vitest';
import { labelFormatIds, labelFormatTitles } from '../core/recipe/label-formats';
import { formatOf, labelFormats } from './formats';

it('are those that a recipe may name', () => {
  expect(labelFormatIds.filter((id) => formatOf(id) === null)).toEqual([]);
  expect(labelFormats.map(({ id }) => id).filter((id) => !labelFormatIds.includes(id))).toEqual([]);
});

it('are offered by the page in their order and by their titles', () => {
  expect(Object.entries(labelFormatTitles)).toEqual(labelFormats.map(({ id, title }) => [id, title]));
});
