import { describe, expect, test } from 'vitest';
import { defaultRounds, readArguments, UsageError } from './arguments';

const known = ['camera-jpeg', 'png-alpha'];

describe('the arguments of the bench', () => {
  test('mean every group and the default rounds when there are none', () => {
    expect(readArguments([], known)).toEqual({ groups: known, json: null, rounds: defaultRounds });
  });

  test('name groups, a file and rounds in any order, with or without an equals sign', () => {
    const expected = { groups: ['png-alpha'], json: 'out.json', rounds: 3 };
    expect(readArguments(['--rounds', '3', 'png-alpha', '--json', 'out.json'], known)).toEqual(expected);
    expect(readArguments(['png-alpha', '--json=out.json', '--rounds=3'], known)).toEqual(expected);
  });

  test('run a group once that is named twice, and all of them for `all`', () => {
    expect(readArguments(['png-alpha', 'png-alpha'], known).groups).toEqual(['png-alpha']);
    expect(readArguments(['all'], known).groups).toEqual(known);
  });

  test.each([
    [['camera'], 'Expected a group of camera-jpeg, png-alpha, all, received "camera".'],
    [['--fast'], 'Expected --json FILE or --rounds N, received "--fast".'],
    [['-x'], 'Expected --json FILE or --rounds N, received "-x".'],
    [['--json'], 'Expected a file after --json, received none.'],
    [['--json', '--rounds', '3'], 'Expected a file after --json, received none.'],
    [['--rounds', '0'], 'Expected --rounds to be a whole number from 1 to 1000, received "0".'],
    [['--rounds', '1.5'], 'Expected --rounds to be a whole number from 1 to 1000, received "1.5".'],
    [['--rounds', 'many'], 'Expected --rounds to be a whole number from 1 to 1000, received "many".'],
  ])('are refused in one sentence: %j', (argv, sentence) => {
    expect(() => readArguments(argv, known)).toThrow(new UsageError(sentence));
  });
});
