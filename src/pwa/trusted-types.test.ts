import { expect, it } from 'vitest';
import { mayStart } from './trusted-types';

const page = 'https://host.example/some/folder/index.html?shared#/learn';

it.each([
  'assets/entry-1a2B_-3.js',
  'engine/vips-es6-12345678.js',
  './sw.js',
  'https://host.example/some/folder/sw.js',
])('a worker may be started by %s', (address) => {
  expect(mayStart(address, page)).toBe(true);
});

it.each([
  ['another site', 'https://elsewhere.example/some/folder/assets/entry.js'],
  ['another scheme', 'http://host.example/some/folder/assets/entry.js'],
  ['another port', 'https://host.example:8443/some/folder/assets/entry.js'],
  ['another folder of the site', '/assets/entry.js'],
  ['a folder above', 'assets/../../sw.js'],
  ['a folder above, escaped', 'assets/%2e%2e/%2e%2e/sw.js'],
  ['a slash, escaped', 'assets/..%2fentry.js'],
  ['a query, which a script may read', 'assets/entry.js?import=evil'],
  ['a fragment', 'assets/entry.js#evil'],
  ['what a form or a person put there', 'share/entry.js'],
  ['text', 'data:text/javascript,evil()'],
  ['memory of the page', 'blob:https://host.example/4cf1b0c4'],
  ['an address of script', 'javascript:evil()'],
  ['a name in front', 'https://host.example@elsewhere.example/some/folder/sw.js'],
  ['no address', 'https://'],
  ['nothing', ''],
])('a worker may not be started by %s', (_, address) => {
  expect(mayStart(address, page)).toBe(false);
});
