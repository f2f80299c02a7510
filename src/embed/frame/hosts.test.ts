import { afterEach, describe, expect, it, vi } from 'vitest';
import { hostsOf } from './hosts';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the list of hosts', () => {
  it.each([
    ['["*"]', 'https://any.example', true],
    ['["*"]', 'null', true],
    ['["https://shop.example"]', 'https://shop.example', true],
    ['["https://shop.example/"]', 'https://shop.example', true],
    ['["https://shop.example"]', 'http://shop.example', false],
    ['["https://shop.example"]', 'https://shop.example:8443', false],
    ['["https://shop.example"]', 'https://shop.example.evil.test', false],
    ['["https://*.shop.example"]', 'https://a.shop.example', true],
    ['["https://*.shop.example"]', 'https://a.b.shop.example', true],
    ['["https://*.shop.example"]', 'https://shop.example', false],
    ['["https://*.shop.example"]', 'https://evilshop.example', false],
    ['["https://*.shop.example"]', 'https://a.shop.example:444', false],
    ['["http://*.local:8080"]', 'http://a.local:8080', true],
    ['["https://a.example", "https://b.example"]', 'https://b.example', true],
    ['[]', 'https://a.example', false],
  ])('%s for %s: %s', (hosts, origin, isAllowed) => {
    expect(hostsOf(`{"hosts": ${hosts}}`).allows(origin)).toBe(isAllowed);
  });

  it.each([
    '<!doctype html>',
    '{}',
    '{"hosts": "*"}',
    '{"hosts": [1]}',
    '{"hosts": ["shop.example"]}',
    '{"hosts": ["https://a.example/path"]}',
  ])('that cannot be understood answers nobody, and says so: %s', (text) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(hostsOf(text).allows('https://a.example')).toBe(false);
    expect(said).toHaveBeenCalledWith(expect.stringContaining('Expected embed-hosts.json to be'));
  });
});
