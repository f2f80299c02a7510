import { describe, expect, it } from 'vitest';
import { unexplained } from './waivers';

const one = (mean: number, differs: string | null = null) => [{ path: 'a.gif', mean, atMost: 1, differs }];
const waiver = (atMost: number, differs?: string) => ({ 'a.gif': { why: 'So.', atMost, ...(differs && { differs }) } });

describe('a file compared with a reference', () => {
  it.each([0, 1])('passes within its tolerance: %d', (mean) => expect(unexplained(one(mean), {})).toEqual([]));

  it.each([1.01, NaN, Infinity])('is told beyond it: %d', (mean) => {
    expect(unexplained(one(mean), {})).toEqual([`a.gif: off by ${mean} of 255 in mean; 1 is the limit.`]);
  });

  it('is told where more than pixels differ', () => {
    expect(unexplained(one(0, 'size 1 × 1'), {})).toEqual([
      'a.gif: expected to differ in pixels alone, received size 1 × 1.',
    ]);
  });
});

describe('a waiver', () => {
  it('lets pass what was measured, and no more', () => {
    expect(unexplained(one(5), waiver(5))).toEqual([]);
    for (const mean of [5.1, NaN])
      expect(unexplained(one(mean), waiver(5))).toEqual([`a.gif: off by ${mean} of 255 in mean; 5 is the limit.`]);
  });

  it('lets another size pass by name', () => {
    expect(unexplained(one(0, 'size 1 × 1'), waiver(0, 'size 1 × 1'))).toEqual([]);
    expect(unexplained(one(0, 'size 2 × 1'), waiver(0, 'size 1 × 1'))).toEqual([
      'a.gif: expected to differ in size 1 × 1, received size 2 × 1.',
    ]);
  });

  it('is told where nothing differs, and where no such file was compared', () => {
    expect(unexplained(one(1), waiver(5))).toEqual(['a.gif is like its reference, though a reason says otherwise.']);
    expect(unexplained([], waiver(5))).toEqual(['a.gif has a reason to differ, and was not compared.']);
  });
});
