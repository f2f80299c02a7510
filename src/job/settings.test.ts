import { afterEach, describe, expect, it, vi } from 'vitest';
import { budgetOf, defaultSettings, parseSettings, workersOf } from './settings';

function refusal(value: unknown): string {
  try {
    parseSettings(value);
  } catch (error) {
    expect(error).toMatchObject({ name: 'AppError', code: 'bad-settings' });
    return (error as Error).message;
  }
  throw new Error('Expected the settings to be refused.');
}

describe('settings', () => {
  it('have a default each', () => {
    expect(parseSettings({})).toEqual(defaultSettings);
    expect(defaultSettings).toEqual({
      workers: null,
      maxPixelsMp: 200,
      maxPages: 10_000,
      timeoutSeconds: 60,
      budgetMb: null,
      zipMaxEntries: 200_000,
      zipMaxRatio: 1000,
      zipMaxGb: 64,
    });
  });

  it('keep what is set', () => {
    expect(parseSettings({ workers: 3, maxPixelsMp: 0.5 })).toEqual({
      ...defaultSettings,
      workers: 3,
      maxPixelsMp: 0.5,
    });
  });

  it.each<[value: unknown, sentence: string]>([
    [{ workers: 0 }, 'Expected `workers` to be a whole number from 1 to 128, received 0.'],
    [{ workers: 1.5 }, 'Expected `workers` to be a whole number from 1 to 128, received 1.5.'],
    [{ workers: 'all' }, 'Expected `workers` to be a whole number from 1 to 128, received "all".'],
    [{ maxPixelsMp: 0 }, 'Expected `maxPixelsMp` to be a number from 0.01 to 4000, received 0.'],
    [{ timeoutSeconds: null }, 'Expected `timeoutSeconds` to be a number from 0.1 to 86400, received null.'],
    [5, 'Expected the settings to be an object, received 5.'],
    [null, 'Expected the settings to be an object, received null.'],
  ])('that are wrong (%j) are told by key, expectation and what came', (value, sentence) => {
    expect(refusal(value)).toBe(sentence);
  });

  it('with an unknown key are refused, with the key that was meant, before anything else', () => {
    expect(refusal({ workers: 0, wokers: 2 })).toMatch(
      /^Expected the settings to have only workers, maxPixelsMp, .* \(did you mean `workers`\?\), received "wokers"\.$/,
    );
    expect(refusal(JSON.parse('{ "__proto__": 1 }'))).toMatch(/^Expected the settings to have only .*"__proto__"\.$/);
  });
});

describe('what follows from settings', () => {
  afterEach(() => vi.unstubAllGlobals());
  const machine = (facts: object) => vi.stubGlobal('navigator', facts);

  it('is as many workers as are set, or one per core that can be afforded', () => {
    machine({ hardwareConcurrency: 12 });
    expect(workersOf({ ...defaultSettings, workers: 3 })).toBe(3);
    expect(workersOf(defaultSettings)).toBe(12);
    machine({ hardwareConcurrency: 32, deviceMemory: 8 });
    expect(workersOf({ ...defaultSettings, workers: 32 })).toBe(32);
    expect(workersOf(defaultSettings)).toBe(16);
  });

  it.each([
    ['a quarter of the memory', { deviceMemory: 8 }, null, 2 ** 31],
    ['256 MB on a small machine', { deviceMemory: 0.5 }, null, 256e6],
    ['256 MB at least where the browser does not tell', {}, null, 2 ** 28],
    ['what is set', { deviceMemory: 8 }, 10, 1e7],
  ])('is a budget of %s', (_, facts, budgetMb, bytes) => {
    machine(facts);
    expect(budgetOf({ ...defaultSettings, budgetMb })).toBe(bytes);
  });
});
