import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { yamlOf } from './yaml';
import { yamlText } from './yaml-text';

/** Texts that YAML 1.1 or 1.2 takes for truths, nothing, numbers, dates, merges or marks (yaml.org/type, PyYAML's resolver). */
const others = [
  ...['no', 'No', 'NO', 'yes', 'on', 'Off', 'true', 'FALSE', 'y', 'N', '~', 'null', 'Null', '=', '<<'],
  ...['0', '-1', '+12', '1_000', '0b101', '017', '0o17', '0x1F', '0x_1', '12:30', '190:20:30', '-1:30'],
  ...['1.', '.5', '-.5', '1.5', '1_0.5', '1e3', '1.5e+3', '12:30.5', '.inf', '-.INF', '.nan', '.NaN', '+.inf'],
  ...['2020-01-01', '2001-12-14t21:59:43.10-05:00', '2001-12-14 21:59:43.10 -5', '2001-1-1 1:1:1'],
  ...['---', '--- a', '...', '... a'],
  ...['a\tb', 'a\nb', 'a\u0085b', 'a\u2028b\u2029', '\ufeffa', 'a\u007fb', 'a\u009f', 'a\u0000b', '\uffff', 'a: "b"\n'],
];
/** What else a name may have in it. */
const ordinary = [
  ...['cat', 'traffic light', 'Straße', '猫', '😀', 'nose', 'only', 'T-shirt', 'a/b', './train.txt', '.', 'a_1', 'e3'],
  ...[
    '',
    ' a ',
    '- a',
    '-a',
    '? a',
    '?a',
    ':a',
    'a:',
    'a: b',
    'a #b',
    '#a',
    '[a]',
    '{a}',
    'a, b',
    '&a',
    '*a',
    '!a',
    '!!int',
  ],
  ...['|', '> a', '%a', '@a', '`a`', '"a"', "'a'", `'a" b`, "it's", 'a\\b', 'C:\\n', '-', '?', '2nd', '18-wheeler'],
];
const all = [...others, ...ordinary];
const value = {
  names: new Map(all.entries()),
  list: all,
  ...Object.fromEntries(all.map((key) => [`${key} key`, key])),
};
const plain = { names: Object.fromEntries(all.entries()), list: all, keys: [...others.filter((key) => key !== '<<')] };

it('texts that a reader takes for other things are in quotes, others are not without need', () => {
  for (const text of others) expect(yamlText([text]).trim(), text).toMatch(/^- ".*"$/);
  for (const text of ['cat', 'traffic light', './train.txt', 'https://example.org', 'nose'])
    expect(yamlText({ text })).toBe(`text: ${text}\n`);
});

it('all texts are read as they were by YAML 1.2', () => {
  expect(yamlOf(yamlText(value))).toEqual({ ...value, names: plain.names });
});

it('all texts, and keys, are read as they were by Python’s yaml', ({ skip }) => {
  const script =
    'import sys, json\ntry:\n  import yaml\nexcept ImportError:\n  sys.exit(3)\nprint(json.dumps(yaml.safe_load(sys.stdin.buffer)))';
  const keys = Object.fromEntries(plain.keys.map((key) => [key, key]));
  const input = yamlText({ names: value.names, list: all, keys });
  for (const python of ['/usr/bin/python3', 'python3']) {
    const { status, stdout, stderr, error } = spawnSync(python, ['-c', script], { encoding: 'utf8', input });
    if (error || status === 3) continue;
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ names: plain.names, list: all, keys });
    return;
  }
  skip('Python with yaml is not installed.');
});
