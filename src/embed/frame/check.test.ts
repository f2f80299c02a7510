import { describe, expect, it } from 'vitest';
import { hostMessages } from '../protocol';
import { checkHostMessage } from './check';

const configure = {
  type: 'configure',
  recipe: null,
  accept: 'image/*',
  maxFiles: null,
  multiple: true,
  directory: false,
  disabled: false,
  required: false,
  compact: false,
  isDark: false,
  looks: { '--mh-accent': 'red' },
};
const file = new File(['a'], 'a.jpg');

describe('a message from the host’s page', () => {
  it.each([
    configure,
    { ...configure, maxFiles: 3, recipe: { version: 1 } },
    { type: 'add', files: [file, new Blob(['b'])], isHosts: false },
    { type: 'process', id: 1, files: [file], recipe: null },
    { type: 'cancel', id: 0 },
    { type: 'cores', granted: 2, round: 1 },
    { type: 'clear' },
  ])('of $type is taken as it is', (message) => {
    expect(checkHostMessage(message)).toEqual({ message });
  });

  it('of an older element lacks what came later', () => {
    expect(checkHostMessage({ type: 'add', files: [file] })).toEqual({
      message: { type: 'add', files: [file], isHosts: null },
    });
  });

  it('loses the fields that are not declared', () => {
    expect(checkHostMessage({ type: 'clear', more: 1 })).toEqual({ message: { type: 'clear' } });
  });

  it.each(['later', 'constructor', '__proto__', 'toString'])('of the unknown type %s is ignored', (type) => {
    expect(checkHostMessage({ type })).toBeNull();
  });

  it.each([
    [null, 'Expected a message with a `type`, received null.'],
    ['clear', 'Expected a message with a `type`, received "clear".'],
    [[1, 2], 'Expected a message with a `type`, received a list of 2.'],
    [{ type: 7 }, 'Expected a message with a `type`, received an object.'],
    [{ ...configure, multiple: 1 }, 'Expected `multiple` of `configure` to be true or false, received 1.'],
    [{ ...configure, maxFiles: -1 }, 'Expected `maxFiles` of `configure` to be a whole number from 0, received -1.'],
    [
      { ...configure, looks: { a: 1 } },
      'Expected `looks` of `configure` to be at most 100 texts by name, received an object.',
    ],
    [{ type: 'cores' }, 'Expected `granted` of `cores` to be a whole number from 0, received undefined.'],
    [
      { ...configure, accept: 'a'.repeat(10_001) },
      'a text of at most 10000 characters, received "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…".',
    ],
  ])('that is malformed is told what was expected: %j', (message, sentence) => {
    const checked = checkHostMessage(message);
    expect(checked).toMatchObject({ id: null, sentence: expect.stringContaining(sentence) });
  });

  it('that is malformed is answered to the call that it belongs to', () => {
    expect(checkHostMessage({ type: 'process', id: 4, files: 'all' })).toMatchObject({ id: 4 });
    expect(checkHostMessage({ type: 'add', files: ['a.jpg'] })).toEqual({
      id: 0,
      sentence: 'Expected `files` of `add` to be a list of at most 1000000 Files or Blobs, received a list of 1.',
    });
  });

  it.each(Object.entries(hostMessages))(
    'of the declared type %s is refused without its fields, where it has any',
    (type, { fields }) => {
      const needed = Object.values(fields).filter((kind) => !kind.endsWith('?')).length;
      expect(checkHostMessage({ type })).toMatchObject(
        needed > 0 ? { sentence: expect.any(String) } : { message: { type } },
      );
    },
  );
});
