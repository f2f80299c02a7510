import { describe, expect, it } from 'vitest';
import { operations } from '../operations/index';
import { defaultRecipe, parseRecipe } from './parse';
import { withStep } from './testing/refusal';

describe('a recipe with nothing but its version', () => {
  // As docs and other programs have it: each value here is a promise.
  const promised = {
    version: 1,
    seed: 0,
    input: { frames: 'first', svgWidth: 1024, truncated: 'fail' },
    steps: [],
    labels: {
      read: 'auto',
      write: 'same',
      frame: 'upright',
      clip: true,
      minVisibility: 0,
      minAreaPx: 0,
      keypoints: 'hide',
      maskFill: null,
      classes: [],
      otherClasses: 'keep',
      onError: 'keep',
      vocOneBased: false,
    },
    output: {
      format: 'jpeg',
      quality: 90,
      subsampling: '4:2:0',
      compression: 6,
      lossless: false,
      keep: 'none',
      channels: 'keep',
      background: '#ffffff',
      name: '{dir}/{stem}{suffix}.{ext}',
    },
    decode: 'auto',
    encode: 'auto',
  };

  it('gets every other key with its default', () => {
    expect(parseRecipe({ version: 1 })).toEqual(promised);
  });

  it.each(['input', 'labels', 'output'] as const)('gets the defaults inside an empty `%s` too', (key) => {
    expect(parseRecipe({ version: 1, [key]: {} })[key]).toEqual(promised[key]);
  });
});

describe('a good recipe', () => {
  it('keeps what it says, with `op` first and the operation’s defaults behind', () => {
    const [step] = parseRecipe(withStep({ height: 64, width: 32, op: 'letterbox' })).steps;
    expect(Object.keys(step ?? {})[0]).toBe('op');
    expect(step).toEqual({
      op: 'letterbox',
      width: 32,
      height: 64,
      fill: '#727272',
      enlarge: true,
      align: 'center',
      kernel: 'lanczos3',
    });
  });

  it.each(operations.map(({ id, example }) => [id, example] as const))(
    'is the same once it has been written and read again, with the example of %s',
    (id, example) => {
      const recipe = parseRecipe(withStep({ op: id, ...example }));
      expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
    },
  );

  it('is the one of a first visit, written and read again', () => {
    expect(parseRecipe(JSON.parse(JSON.stringify(defaultRecipe)))).toEqual(defaultRecipe);
  });

  it('may name its schema for editors, and keeps that', () => {
    expect(parseRecipe({ $schema: './recipe.schema.json', version: 1 }).$schema).toBe('./recipe.schema.json');
  });

  it('may copy files when it has no steps', () => {
    expect(parseRecipe({ version: 1, output: { format: 'copy' } }).output.format).toBe('copy');
  });

  it('is not changed by being read', () => {
    const given = Object.freeze({ version: 1, steps: Object.freeze([Object.freeze({ op: 'auto-orient' })]) });
    expect(() => parseRecipe(given)).not.toThrow();
  });
});
