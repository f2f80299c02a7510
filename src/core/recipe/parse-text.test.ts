import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors';
import { defaultRecipe, parseRecipeText } from './parse';

function refusal(text: string): string {
  try {
    parseRecipeText(text);
  } catch (error) {
    expect(error).toMatchObject({ name: 'AppError', code: 'bad-recipe' });
    return (error as Error).message;
  }
  throw new Error('Expected the recipe to be refused.');
}

describe('a recipe’s text', () => {
  it('is read with a byte order mark and Windows’ line ends', () => {
    expect(parseRecipeText('\ufeff{\r\n  "version": 1\r\n}\r\n').version).toBe(1);
  });

  it('is the same recipe once it has been written and read again', () => {
    expect(parseRecipeText(JSON.stringify(defaultRecipe, null, 2))).toEqual(defaultRecipe);
  });

  it.each<[what: string, text: string, sentence: string]>([
    ['empty', '', 'Line 1, column 1: expected a value, received the end of the line.'],
    ['cut off', '{ "version": 1,\n', 'Line 2, column 1: expected a property name, received the end of the line.'],
    [
      'without a comma',
      '{\n  "version": 1\n  "seed": 2\n}',
      'Line 3, column 3: expected a comma, received "\\"seed\\": 2".',
    ],
    ['with a comma at the end', '{ "version": 1, }', 'Line 1, column 17: expected a property name, received "}".'],
    ['with a comment', '{\n// mine\n"version": 1 }', 'Line 2, column 1: expected JSON, received "// mine".'],
    ['two values', '{ "version": 1 } {}', 'Line 1, column 18: expected the end of the file, received "{}".'],
    ['JavaScript', '{ version: 1 }', 'Line 1, column 3: expected JSON, received "version: 1 }".'],
    [
      'an unclosed list',
      '{ "version": 1, "steps": [',
      'Line 1, column 27: expected a closing bracket, received the end of the line.',
    ],
  ])('that is no JSON is told at line and column when it is %s', (_, text, sentence) => {
    expect(refusal(text)).toBe(sentence);
  });

  it.each<[what: string, text: string, start: string]>([
    [
      'the value that is wrong',
      '{\n  "version": 1,\n  "output": {\n    "quality": 0\n  }\n}',
      'Line 4: Expected `output.quality` to be',
    ],
    [
      'the step that is wrong',
      '{\n "version": 1,\n "steps": [\n {"op": "auto-orient"},\n {"op": "rotate",\n "angle": 361}\n ]\n}',
      'Line 6: Expected `steps[1].angle` to be',
    ],
    [
      'the object that lacks a key',
      '{\n "version": 1,\n "steps": [\n {"op": "rotate"}\n ]\n}',
      'Line 4: Expected `steps[0].angle` to be a number from -360 to 360, or a range [lo, hi] of two, the lower first, received nothing.',
    ],
    [
      'the key that is not known',
      '{\n "version": 1,\n "output": {\n "quality": 3,\n "qualty": 3 }\n}',
      'Line 5: Expected `output` to have only',
    ],
    [
      'the key that is reserved',
      '{\n "version": 1,\n "output": {\n "quality": 3,\n "__proto__": {} }\n}',
      'Line 5: Expected `output` to have known keys alone, received "__proto__".',
    ],
    [
      'the second of two equal keys',
      '{\n "version": 1,\n "seed": 1,\n "seed": 1\n}',
      'Line 4: Expected `seed` to stand once, received it twice.',
    ],
    [
      'the second of two equal keys, however written',
      '{\n "version": 1,\n "steps": [{ "op": "rotate", "angle": 90,\n "\\u0061ngle": 180 }]\n}',
      'Line 4: Expected `steps[0].angle` to stand once',
    ],
    [
      'the value that is not available',
      '{ "version": 1,\n "labels": {\n "read": "dota" } }',
      'Line 3: `labels.read: "dota"` is not available in this version.',
    ],
    [
      'the bracket that goes too deep',
      `{ "version": 1,\n "steps":\n ${'['.repeat(100_000)}`,
      'Line 3: Expected the recipe to be nested 64 levels deep at most, received more.',
    ],
  ])('is told at the line of %s', (_, text, start) => {
    expect(refusal(text).slice(0, start.length)).toBe(start);
  });

  it('of ten megabytes is refused before it is parsed', () => {
    const text = JSON.stringify({ version: 1, steps: Array(400_000).fill({ op: 'flip', axis: 'vertical' }) });
    expect(text.length).toBeGreaterThan(1e7);
    expect(refusal(text)).toBe(`Expected a recipe of at most 1000000 characters, received ${text.length}.`);
  });

  it('of a thousand steps is read', () => {
    const steps = Array(1000).fill({ op: 'resize', width: 64, height: 64, kernel: 'lanczos3', fill: '#00000000' });
    expect(parseRecipeText(JSON.stringify({ version: 1, steps }, null, 4)).steps).toHaveLength(1000);
  });

  it('ends as a recipe or as one sentence, whatever it is', () => {
    const pieces = ['{', '}', '[', ']', ',', ':', '"version"', '"steps"', '"op"', '"flip"', '1', '-', '01', '1e999', '"\\ud800"', '"\\x"', 'null', 'tru', '\t', '\u00a0', '\n', '"', "'", '//', '\u0000']; // prettier-ignore
    const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((parts) => parts.join(''));
    const mostly = soup.map((text) => `{"version":1${text}}`);
    fc.assert(
      fc.property(fc.oneof(soup, mostly), (text) => {
        try {
          parseRecipeText(text);
        } catch (error) {
          // Anything else is a bug in how the two parsers of JSON agree.
          if (!(error instanceof AppError)) throw error;
          expect(error.message).toMatch(/^(Line \d+(, column \d+)?: )?(E|e|`).+\.$/s);
        }
      }),
      { numRuns: 3000, seed: 7 },
    );
  });
});
