import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactText, markedJson, roundedIn } from './exact-json';

const back = (text: string) => exactText(JSON.parse(markedJson(text)));

it.each([
  '{"a":12345678901234567890,"b":[-9007199254740993,1],"c":"9007199254740993"}',
  '9007199254740993',
  '[36028797018963968,1000000000000000000000]',
  '[9007199254740993]',
  '{"9007199254740993":9007199254740993}',
  '["x,\\"9007199254740993","\\\\",9007199254740993]',
  '["a\\"\\u00009007199254740993"]',
  '[1.2345678901234567,9007199254740991,1.5]',
])('numbers come back digit by digit: %s', (text) => {
  expect(back(text)).toBe(text);
});

it('what JavaScript has exactly is left to it, and so is what has a fraction or an exponent', () => {
  const text = '[100000000000000000000,9007199254740992,12345678901234567.5,1e400,12345678901234567e2]';
  expect(markedJson(text)).toBe(text);
  expect(roundedIn(text)).toBeNull();
  expect(roundedIn('{"a": 1, "b9007199254740993": -12345678901234567}')).toEqual({
    at: 30,
    digits: '-12345678901234567',
  });
});

it('texts of any length may stand beside a number of many digits', () => {
  const long = JSON.stringify('a\\"1'.repeat(4_000_000));
  const text = `{"imageData":${long},"id":9007199254740993}`;
  expect(back(text) === text).toBe(true);
  expect(roundedIn(text)).toEqual({ at: text.length - 17, digits: '9007199254740993' });
  const digits = '7'.repeat(20_000_000);
  expect(markedJson(`[${digits}]`) === `[${digits}]`).toBe(true);
});

it.each(['{"a":0012345678901234567}', '{9007199254740993: 1}', '{9007199254740993\n:1}', '[9007199254740993x]'])(
  'what is no JSON does not become some: %s',
  (text) => {
    expect(() => JSON.parse(markedJson(text)) as unknown).toThrow(SyntaxError);
  },
);

it('any value comes back as JSON.parse and JSON.stringify have it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const text = JSON.stringify(value);
      expect(back(text)).toBe(JSON.stringify(JSON.parse(text)));
    }),
    { numRuns: 500, seed: 3 },
  );
});

it('numbers of many digits come back in any value', () => {
  const number = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String);
  const text = fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      number,
      fc.string({ unit: 'binary' }).map((one) => JSON.stringify(one)),
      fc.array(tie('any')).map((list) => `[${list.join()}]`),
      fc
        .uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,4}$/), tie('any')), { selector: ([key]) => key })
        .map((list) => `{${list.map(([key, one]) => `"${key}":${one}`).join()}}`),
    ),
  })).any;
  fc.assert(
    fc.property(text, (one) => {
      expect(back(one)).toBe(one);
    }),
    { numRuns: 500, seed: 4 },
  );
});
