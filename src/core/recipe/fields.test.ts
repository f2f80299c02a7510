import { describe as group, expect, it } from 'vitest';
import { colour } from '../operations/fill';
import { operations } from '../operations/index';
import { z } from '../zod';
import { outputFields } from './available';
import { describe, expectation } from './fields';

group('a field', () => {
  const [field] = describe(
    z.strictObject({ size: z.int().min(1).max(9).default(3).meta({ title: 'Size', unit: 'px' }) }),
  );

  it('has its schema’s bounds, default and words', () => {
    expect(field).toEqual({
      key: 'size',
      kind: 'integer',
      title: 'Size',
      description: '',
      unit: 'px',
      optional: false,
      default: 3,
      min: 1,
      max: 9,
      step: 1,
    });
  });

  it.each<[kind: string, schema: z.ZodType]>([
    ['number', z.number()],
    ['integer', z.int()],
    ['select', z.enum(['a', 'b'])],
    ['select', z.literal([90, 180])],
    ['boolean', z.boolean()],
    ['colour', colour()],
    ['text', z.string()],
    ['object', z.strictObject({})],
  ])('is a %s where its schema says so, default and options aside', (kind, schema) => {
    expect(describe(z.strictObject({ it: schema }))).toMatchObject([{ kind, optional: false }]);
    expect(describe(z.strictObject({ it: schema.optional() }))).toMatchObject([{ kind, optional: true }]);
    expect(describe(z.strictObject({ it: schema.nullable().default(null) }))).toMatchObject([{ kind, default: null }]);
  });

  it('has no bound where only a double sets one', () => {
    expect(describe(z.strictObject({ it: z.int() }))).toMatchObject([{ min: null, max: null }]);
  });

  it('is a bug where no form could show its schema', () => {
    expect(() => describe(z.strictObject({ when: z.date() }))).toThrow('Expected a schema for `when`');
  });

  it.each(operations.map(({ id, params }) => [id, params] as const))(
    'of %s has a title and a description that is a sentence',
    (_, params) => {
      for (const { title, description } of describe(params)) {
        expect(title).toMatch(/^[A-Z]/);
        expect(description).toMatch(/^[A-Z].*\.$/);
      }
    },
  );
});

it('offers the formats that can be written and no others', () => {
  const format = outputFields.find(({ key }) => key === 'format');
  expect(format?.kind === 'select' && format.options.map(({ value }) => value)).toEqual([
    ...['jpeg', 'png', 'webp', 'same', 'copy', 'avif', 'jxl', 'tiff', 'gif', 'ppm', 'bmp', 'qoi'],
  ]);
});

it.each<[schema: z.ZodType, words: string]>([
  [z.int().min(1).max(3), 'to be a whole number from 1 to 3'],
  [z.number().min(0), 'to be a number, at least 0'],
  [z.number().max(0), 'to be a number, at most 0'],
  [z.number().positive(), 'to be a number above 0'],
  [z.number().positive().max(2), 'to be a number above 0, up to 2'],
  [z.enum(['a', 'b', 'c']), 'to be "a", "b" or "c"'],
  [z.literal('a'), 'to be "a"'],
  [z.string().min(1), 'to be a text that is not empty'],
  [z.array(z.int()), 'to be a list'],
  [z.array(z.int()).max(4), 'to be a list of at most 4'],
  [z.int().optional(), 'to be a whole number'],
])('says what a value has to be (%#)', (schema, words) => {
  expect(expectation(schema)).toBe(words);
});
