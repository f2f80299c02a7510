import { expect, it } from 'vitest';
import { labelFormatIds } from '../core/recipe/available';
import { formatOf, labelFormats } from './formats';

it('are those that a recipe may name', () => {
  expect(labelFormatIds.filter((id) => formatOf(id) === null)).toEqual([]);
  expect(labelFormats.map(({ id }) => id).filter((id) => !labelFormatIds.includes(id))).toEqual([]);
});
