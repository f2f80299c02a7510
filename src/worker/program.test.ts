import { describe, expect, it } from 'vitest';
import type { Header } from '../core/header/header';
import type { Step } from '../core/operations/operation';
import { densityOf, enginesOf, programOf, type Program } from './program';
import { planned } from './testing/run';

const size = { width: 4000, height: 3000, orientation: 1 } as const;

async function program(
  steps: readonly Step[],
  bands = 3,
  of: Pick<Header, 'width' | 'height' | 'orientation'> = size,
): Promise<Program> {
  return programOf(await planned(of, steps), of, { bands, mostPixels: 2 ** 25 });
}

/** The way to the only end, in words. */
function wordsOf(one: Program): string[] {
  switch (one.kind) {
    case 'end':
      return ['end'];
    case 'libvips':
      return [`libvips from ${one.branches.map(({ operation }) => operation.id).join(' and ')}`];
    case 'fork':
      return one.members.map((member) => wordsOf(member).join(', '));
    case 'pass':
      return [`to ${one.pass.size.width} × ${one.pass.size.height}`, ...wordsOf(one.then)];
  }
}

const resize = { op: 'resize', width: 640, height: 640 };

describe('which engine does what', () => {
  it('gives the kernels one pass for steps that only move pixels', async () => {
    const steps = [
      { op: 'auto-orient' },
      { op: 'crop', width: 2000, height: 2000 },
      resize,
      { op: 'flip', axis: 'vertical' },
    ];
    expect(wordsOf(await program(steps))).toEqual(['to 640 × 640', 'end']);
    expect(wordsOf(await program([{ op: 'letterbox', width: 640, height: 640 }]))).toEqual(['to 640 × 640', 'end']);
  });

  it('gives them a second pass for a second change of scale, in the order written', async () => {
    const there = await program([
      { op: 'resize', width: 64, height: 64, fit: 'stretch' },
      { ...resize, fit: 'stretch', enlarge: true },
    ]);
    expect(wordsOf(there)).toEqual(['to 64 × 64', 'to 640 × 640', 'end']);
    const boxed = await program([
      { op: 'letterbox', width: 640, height: 640 },
      { op: 'resize', width: 320 },
    ]);
    expect(wordsOf(boxed)).toEqual(['to 640 × 640', 'to 320 × 320', 'end']);
  });

  it('gives libvips what makes more pixels than the kernels have memory for', async () => {
    const large = { ...resize, width: 9000, height: 9000, enlarge: true };
    expect(wordsOf(await program([resize, large, resize]))).toEqual(['to 640 × 480', 'libvips from resize']);
  });

  it('gives libvips what follows the first step that is more than a move', async () => {
    const mixed = await program([resize, { op: 'grayscale' }, { op: 'flip', axis: 'horizontal' }]);
    expect(wordsOf(mixed)).toEqual(['to 640 × 480', 'libvips from grayscale']);
    expect(enginesOf(mixed)).toBe('both');
    const later = await program([{ op: 'grayscale' }, resize]);
    expect(wordsOf(later)).toEqual(['libvips from grayscale']);
    expect(enginesOf(later)).toBe('libvips');
  });

  it('gives libvips a border that is mirrored, and one that would add a band', async () => {
    const mirrored = { op: 'pad', left: 4, edge: 'reflect' };
    expect(wordsOf(await program([mirrored]))).toEqual(['libvips from pad']);
    const clear = { op: 'letterbox', width: 640, height: 640, fill: '#00000000' };
    expect(wordsOf(await program([clear]))).toEqual(['libvips from letterbox']);
    expect(wordsOf(await program([clear], 4))).toEqual(['to 640 × 640', 'end']);
    const red = { ...clear, fill: '#ff0000' };
    expect(wordsOf(await program([red], 1))).toEqual(['libvips from letterbox']);
    expect(wordsOf(await program([red], 3))).toEqual(['to 640 × 640', 'end']);
  });

  it('gives libvips an image of two bands', async () => {
    expect(wordsOf(await program([resize], 2))).toEqual(['libvips from resize']);
  });

  it('has nothing to do for an image that stays as it is', async () => {
    const still = await program([{ op: 'auto-orient' }, { op: 'resize', width: 9000, height: 9000 }]);
    expect(wordsOf(still)).toEqual(['end']);
    expect(enginesOf(still)).toBeNull();
  });
});

describe('how much a decoder may shrink', () => {
  it('follows the side that needs the most pixels', async () => {
    expect(densityOf(await program([resize]))).toBeCloseTo(0.16, 9);
    const stretched = { op: 'resize', width: 400, height: 1500, fit: 'stretch' };
    expect(densityOf(await program([stretched]))).toBeCloseTo(0.5, 9);
    expect(densityOf(await program([{ op: 'rotate', angle: 90 }, stretched]))).toBeCloseTo(0.375, 9);
  });

  it('counts what a crop before the change of scale leaves', async () => {
    expect(densityOf(await program([{ op: 'crop', width: 1280, height: 1280 }, resize]))).toBeCloseTo(0.5, 9);
  });

  it('is nothing where the pixels themselves are wanted', async () => {
    expect(densityOf(await program([]))).toBe(1);
    expect(densityOf(await program([{ op: 'crop', width: 640, height: 640 }]))).toBe(1);
    expect(densityOf(await program([{ ...resize, kernel: 'nearest' }]))).toBe(1);
    expect(densityOf(await program([{ op: 'grayscale' }, resize]))).toBe(1);
    expect(densityOf(await program([resize], 3, { width: 100, height: 80, orientation: 1 }))).toBe(1);
  });
});
