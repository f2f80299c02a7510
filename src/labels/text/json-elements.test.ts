import { describe, expect, it } from 'vitest';
import { jsonParts, JsonTrouble, type JsonPart } from './json-elements';
import { fileOf } from '../testing/memory';

const lists = new Set(['a']);

async function parts(text: string, pieceBytes = 4_000_000, skip: ReadonlySet<string> = new Set()): Promise<JsonPart[]> {
  const found: JsonPart[] = [];
  for await (const part of jsonParts(fileOf('x.json', text), { lists, skip, pieceBytes })) found.push(part);
  return found;
}

const texts = [
  '{}',
  ' { "a" : [ ] } ',
  '{"a":[1,"two",[3,[4]],{"five":"}]\\"\\\\"},null,-6.5e-7,true],"b":{"c":"é😀"},"d":[1,2],"e":"x"}',
  '\ufeff{"b":1,\n\t"a":[{"k":"\\u0041\\\\"},{"k":"]"}]\r\n}\n',
  JSON.stringify({ a: Array.from({ length: 50 }, (_, index) => ({ index, text: '"\\{['.repeat(index) })) }),
];

describe('a JSON file read piece by piece', () => {
  it.each([1, 2, 3, 7, 64, 4_000_000])('gives what JSON.parse gives, in pieces of %i bytes', async (pieceBytes) => {
    for (const text of texts) {
      const whole = JSON.parse(text.replace('\ufeff', '')) as Record<string, unknown>;
      const bytes = new TextEncoder().encode(text);
      const found = await parts(text, pieceBytes);
      for (const { key, index, from, to, value } of found) {
        expect(value).toEqual(index === null ? whole[key] : (whole[key] as unknown[])[index]);
        // The range is that of the value's own text.
        expect(JSON.parse(new TextDecoder().decode(bytes.slice(from, to)))).toEqual(value);
      }
      const elements = Array.isArray(whole['a']) ? whole['a'].length : 0;
      const members = Object.keys(whole).filter((key) => key !== 'a').length;
      expect(found).toHaveLength(elements + members);
    }
  });

  it.each([1, 5, 4_000_000])('passes over what is to be skipped, in pieces of %i bytes', async (pieceBytes) => {
    const found = await parts('{"b":{"c":["}",{"d":"\\""}]},"a":[7]}', pieceBytes, new Set(['b']));
    expect(found.map(({ key, value }) => [key, value])).toEqual([
      ['b', undefined],
      ['a', 7],
    ]);
  });

  it.each([
    ['', 'an object at the top'],
    ['[1]', 'an object at the top'],
    ['{"a":[1,2', 'the end of the file'],
    ['{"a":[1 2]}', 'a comma'],
    ['{"a":[1,]}', 'a value'],
    ['{"b":tru}', 'Expected JSON'],
    ['{"b" 1}', 'a colon'],
    ['{b:1}', 'Expected JSON'],
    ['{"b":1} x', 'the end of the file'],
    ['{"b":"', 'cut short'],
  ])('says what is wrong with %j', async (text, wrong) => {
    for (const pieceBytes of [1, 4_000_000]) {
      const error = await parts(text, pieceBytes).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(JsonTrouble);
      expect((error as JsonTrouble).message).toContain(wrong);
    }
  });
});
