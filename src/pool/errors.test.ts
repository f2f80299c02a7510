import { describe, expect, it } from 'vitest';
import { recordOf, RemoteError } from './errors';

const across = (thrown: unknown, caller?: Error) => new RemoteError(structuredClone(recordOf(thrown)), caller);

describe('an error that crosses the border of a worker', () => {
  it('keeps name, message, code and the whole chain of causes', () => {
    const root = Object.assign(new TypeError('the root'), { code: 7 });
    const thrown = Object.assign(new RangeError('on top', { cause: new Error('between', { cause: root }) }), {
      code: 'too-large',
    });
    const error = across(thrown);
    expect(error).toMatchObject({ name: 'RangeError', message: 'on top', code: 'too-large' });
    expect(error.cause).toMatchObject({ name: 'Error', message: 'between', code: undefined });
    expect((error.cause as Error).cause).toMatchObject({ name: 'TypeError', message: 'the root', code: 7 });
  });

  it("tells the worker's stack before that of the caller", () => {
    const thrown = new Error('thrown there');
    thrown.stack = 'Error: thrown there\n    at there (worker.js:1:1)';
    const caller = new Error();
    caller.stack = 'Error\n    at here (page.js:2:2)';
    expect(across(thrown, caller).stack).toBe(
      'Error: thrown there\n    at there (worker.js:1:1)\n    at a worker, called from:\n    at here (page.js:2:2)',
    );
  });

  it('has a stack also where none came', () => {
    expect(across('a text').stack).toBe('Error: a text');
  });

  it('takes the message of what is no error but has one, as wasm exceptions do', () => {
    expect(across({ message: 'from wasm' })).toMatchObject({ name: 'Error', message: 'from wasm' });
  });

  it.each([
    ['a text', 'a text'],
    [undefined, 'undefined'],
    [null, 'null'],
    [Symbol('s'), 'Symbol(s)'],
    [Object.create(null), 'a value that has no text'],
  ])('has a text for %o, which is no error', (thrown, message) => {
    expect(across(thrown).message).toBe(message);
  });

  it('survives an error whose own parts throw', () => {
    const hostile = new Proxy(new Error('never read'), {
      get() {
        throw new Error('a getter');
      },
    });
    expect(across(hostile).message).toBe('an error that cannot be read');
  });

  it('bounds the message, the stack and a chain of causes that bites its tail', () => {
    const round = new Error('x'.repeat(1_000_000));
    round.cause = round;
    let depth = 0;
    for (let error: unknown = across(round); error instanceof Error; error = error.cause) {
      expect(error.message.length).toBe(64 * 1024 + 1);
      depth++;
    }
    expect(depth).toBe(9);
  });
});
