import { describe, expect, it } from 'vitest';
import { refusal, withStep } from './testing/refusal';

describe('a bad recipe is told in one sentence with key, expectation and what came', () => {
  it.each<[what: string, value: unknown, sentence: string]>([
    ['no object', 5, 'Expected the recipe to be an object, received 5.'],
    ['a list', [], 'Expected the recipe to be an object, received [].'],
    ['nothing', undefined, 'Expected the recipe to be an object, received nothing.'],
    ['null', null, 'Expected the recipe to be an object, received null.'],
    ['no version', {}, 'Expected `version` to be 1, received nothing.'],
    ['a version as text', { version: '1' }, 'Expected `version` to be 1, received "1".'],
    [
      'a newer version',
      { version: 2 },
      'Expected `version` to be 1 (the recipe was made by a newer Many Hands: update this one), received 2.',
    ],
    [
      'a negative seed',
      { version: 1, seed: -1 },
      'Expected `seed` to be a whole number from 0 to 4294967295, received -1.',
    ],
    [
      'a broken seed',
      { version: 1, seed: 0.5 },
      'Expected `seed` to be a whole number from 0 to 4294967295, received 0.5.',
    ],
    [
      'a seed that is no number',
      { version: 1, seed: NaN },
      'Expected `seed` to be a whole number from 0 to 4294967295, received NaN.',
    ],
    [
      'a seed beyond JSON',
      { version: 1, seed: 1n },
      'Expected `seed` to be a whole number from 0 to 4294967295, received 1.',
    ],
    ['steps as an object', { version: 1, steps: {} }, 'Expected `steps` to be a list of at most 1000, received {}.'],
    [
      'too many steps',
      { version: 1, steps: Array.from({ length: 1001 }, () => ({ op: 'flip', axis: 'vertical' })) },
      'Expected `steps` to be a list of at most 1000, received [{"op":"flip","axis":"vertical"},{"op":"flip","axis":"ver….',
    ],
    ['a step as text', withStep('flip'), 'Expected `steps[0]` to be an object with an `op`, received "flip".'],
    [
      'a step without op',
      withStep({}),
      'Expected `steps[0].op` to be one of auto-orient, resize, letterbox, crop, random-crop, crop-to-boxes, tile, pad, flip, rotate, affine, perspective, elastic, grayscale, brightness, random-apply, repeat, received nothing.',
    ],
    [
      'an op with a typing error',
      withStep({ op: 'Resise' }),
      'Expected `steps[0].op` to be one of auto-orient, resize, letterbox, crop, random-crop, crop-to-boxes, tile, pad, flip, rotate, affine, perspective, elastic, grayscale, brightness, random-apply, repeat (did you mean `resize`?), received "Resise".',
    ],
    [
      'a side of nothing',
      { version: 1, steps: [{ op: 'auto-orient' }, { op: 'resize', width: 0 }] },
      'Expected `steps[1].width` to be a whole number from 1 to 65535, received 0.',
    ],
    [
      'a side as text',
      withStep({ op: 'resize', width: '64' }),
      'Expected `steps[0].width` to be a whole number from 1 to 65535, received "64".',
    ],
    [
      'a side beyond numbers',
      withStep({ op: 'resize', width: Infinity }),
      'Expected `steps[0].width` to be a whole number from 1 to 65535, received Infinity.',
    ],
    [
      'a side that is missing',
      withStep({ op: 'letterbox', width: 1 }),
      'Expected `steps[0].height` to be a whole number from 1 to 65535, received nothing.',
    ],
    [
      'a choice that is none',
      withStep({ op: 'flip', axis: 'both' }),
      'Expected `steps[0].axis` to be "horizontal" or "vertical", received "both".',
    ],
    [
      'more than a turn',
      withStep({ op: 'rotate', angle: 400 }),
      'Expected `steps[0].angle` to be a number from -360 to 360, or a range [lo, hi] of two, the lower first, received 400.',
    ],
    [
      'a colour by name',
      withStep({ op: 'letterbox', width: 1, height: 1, fill: 'red' }),
      'Expected `steps[0].fill` to be a colour such as "#727272" or "#72727280", received "red".',
    ],
    [
      'a rule between keys that is broken',
      withStep({ op: 'resize' }),
      'Expected `steps[0]` to have a `width`, a `height` or both, or else a `scale`, received {"op":"resize"}.',
    ],
    [
      'half a place',
      withStep({ op: 'crop', width: 1, height: 1, left: 0 }),
      'Expected `steps[0]` to have `left` and `top` together, or neither, received {"op":"crop","width":1,"height":1,"left":0}.',
    ],
    [
      'pixels that are not whole',
      withStep({ op: 'crop', width: 1.5, height: 1 }),
      'Expected `steps[0]` to have whole numbers where `unit` is pixels, received {"op":"crop","width":1.5,"height":1}.',
    ],
    [
      'a number of nothing',
      withStep({ op: 'crop', width: 0, height: 1 }),
      'Expected `steps[0].width` to be a number above 0, up to 65535, received 0.',
    ],
    [
      'a quality over 100',
      { version: 1, output: { quality: 101 } },
      'Expected `output.quality` to be a whole number from 1 to 100, received 101.',
    ],
    [
      'metadata that nobody keeps',
      { version: 1, output: { keep: 'gps' } },
      'Expected `output.keep` to be "none", "icc", "exif", "xmp", "all" or "strip-gps", received "gps".',
    ],
    [
      'true as text',
      { version: 1, output: { lossless: 'true' } },
      'Expected `output.lossless` to be true or false, received "true".',
    ],
    ['an output as text', { version: 1, output: 'jpeg' }, 'Expected `output` to be an object, received "jpeg".'],
    ['a null for an object', { version: 1, input: null }, 'Expected `input` to be an object, received null.'],
    [
      'frames by a number',
      { version: 1, input: { frames: 3 } },
      'Expected `input.frames` to be "first" or "all", or an object with `every` to be a whole number, at least 1, received 3.',
    ],
    [
      'labels read by no format',
      { version: 1, labels: { read: '' } },
      'Expected `labels.read` to be a text that is not empty, received "".',
    ],
    [
      'a visibility over 1',
      { version: 1, labels: { minVisibility: 2 } },
      'Expected `labels.minVisibility` to be a number from 0 to 1, received 2.',
    ],
    [
      'an area below 0',
      { version: 1, labels: { minAreaPx: -1 } },
      'Expected `labels.minAreaPx` to be a number, at least 0, received -1.',
    ],
    [
      'copy beside steps',
      { version: 1, steps: [{ op: 'grayscale' }], output: { format: 'copy' } },
      'Expected no steps beside `output.format: "copy"`, which passes the files as they are, received 1.',
    ],
    [
      'a value of code',
      { version: 1, decode: () => 'exact' },
      'Expected `decode` to be "auto", "exact", "full" or "fast", received a function.',
    ],
  ])('%s', (_, value, sentence) => {
    expect(refusal(value)).toBe(sentence);
  });

  it.each<[template: string, wanted: string]>([
    ['{dir}/{name}.{ext}', 'to hold {dir}, {stem}, {suffix}, {frame} and {ext} alone (not {name})'],
    ['{stem', 'to close every brace'],
    ['image.{ext}', 'to hold {stem}'],
    ['{stem}.jpg', 'to end in .{ext}'],
    ['{dir}{stem}.{ext}', 'to have {dir} as a whole folder, as in {dir}/{stem}.{ext}'],
    ['../{stem}.{ext}', 'to be a path inside the output, without empty parts, . and ..'],
    ['/{stem}.{ext}', 'to be a path inside the output, without empty parts, . and ..'],
    ['a\\{stem}.{ext}', 'to have none of < > : " | ? * \\ and no control character'],
    ['C:{stem}.{ext}', 'to have none of < > : " | ? * \\ and no control character'],
  ])('an output’s name of %j', (name, wanted) => {
    const sentence = `Expected \`output.name\` ${wanted}, received ${JSON.stringify(name)}.`;
    expect(refusal({ version: 1, output: { name } })).toBe(sentence);
  });
});
