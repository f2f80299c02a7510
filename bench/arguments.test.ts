import { describe, expect, test } from 'vitest';
import { readArguments, UsageError } from './arguments';

const known = ['camera-jpeg', 'png-alpha'];

describe('the arguments of the bench', () => {
  const plain = {
    command: 'groups',
    groups: known,
    json: null,
    rounds: null,
    images: null,
    resume: false,
    baseline: false,
  };

  test('mean every group with its own rounds when there are none', () => {
    expect(readArguments([], known)).toEqual(plain);
  });

  test('name groups, a file and rounds in any order, with or without an equals sign', () => {
    const expected = { ...plain, groups: ['png-alpha'], json: 'out.json', rounds: 3 };
    expect(readArguments(['--rounds', '3', 'png-alpha', '--json', 'out.json'], known)).toEqual(expected);
    expect(readArguments(['png-alpha', '--json=out.json', '--rounds=3'], known)).toEqual(expected);
  });

  test('go on with a file that has some groups', () => {
    const expected = { ...plain, json: 'out.json', resume: true };
    expect(readArguments(['all', '--json', 'out.json', '--resume'], known)).toEqual(expected);
  });

  test('ask for the short comparison, and for the page of a file', () => {
    expect(readArguments(['smoke'], known)).toEqual({ ...plain, command: 'smoke', groups: [] });
    expect(readArguments(['smoke', '--baseline'], known)).toMatchObject({ command: 'smoke', baseline: true });
    expect(readArguments(['page', 'some.json'], known)).toMatchObject({ command: 'page', json: 'some.json' });
  });

  test('run a group once that is named twice, and all of them for `all`', () => {
    expect(readArguments(['png-alpha', 'png-alpha'], known).groups).toEqual(['png-alpha']);
    expect(readArguments(['all'], known).groups).toEqual(known);
  });

  test.each([
    [['camera'], 'Expected a group of camera-jpeg, png-alpha, all, or smoke or page, received "camera".'],
    [['--fast'], 'Expected --json FILE, --rounds N, --images N, --resume or --baseline, received "--fast".'],
    [['-x'], 'Expected --json FILE, --rounds N, --images N, --resume or --baseline, received "-x".'],
    [['--json'], 'Expected a file after --json, received none.'],
    [['--json', '--rounds', '3'], 'Expected a file after --json, received none.'],
    [['--resume'], 'Expected --json FILE with --resume, received none.'],
    [['--baseline'], 'Expected --baseline with `smoke` alone.'],
    [['--rounds', '0'], 'Expected --rounds to be a whole number from 1 to 1000, received "0".'],
    [
      ['labels', '--images', '2000000'],
      'Expected --images to be a whole number from 1 to 1000000, received "2000000".',
    ],
    [['--rounds', '1.5'], 'Expected --rounds to be a whole number from 1 to 1000, received "1.5".'],
    [['--rounds', 'many'], 'Expected --rounds to be a whole number from 1 to 1000, received "many".'],
  ])('are refused in one sentence: %j', (argv, sentence) => {
    expect(() => readArguments(argv, known)).toThrow(new UsageError(sentence));
  });
});
