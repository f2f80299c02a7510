import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { compileKernels } from '../../tools/kernels/compile.mjs';
import { random } from '../core/random';
import type { Bands } from '../worker/kernels';
import { guarded, noise } from '../worker/testing/guarded';
import { nodeKernels } from '../worker/testing/node-kernels';

const release = await nodeKernels();
const checked = await nodeKernels('checked');
const names = ['nearest', 'box', 'linear', 'hamming', 'cubic', 'mitchell', 'lanczos2', 'lanczos3'] as const;

/** Two sides, the longer of 1 to 65535, that make up no more than some thousand pixels. */
function sides(long: number, most: number, upright: boolean): { width: number; height: number } {
  const short = Math.max(1, Math.min(12, Math.floor(most / long)));
  return upright ? { width: short, height: long } : { width: long, height: short };
}

describe('the kernels, for any size from 1 × 1 to 65535', () => {
  it('read and write nothing outside, and give the same bytes in both builds', () => {
    const draw = random(3, 'bounds');
    const length = (i: number) => (i % 9 === 0 ? 65535 : Math.floor(2 ** draw.between(0, 16)));
    for (let i = 0; i < 120; i++) {
      const bands: Bands = ([1, 3, 4] as const)[i % 3]!;
      const { width, height } = sides(length(i), 66_000, i % 2 === 0);
      const drawn = sides(length(i + 4), 66_000, i % 4 < 2);
      // Between the passes lies the result's width by the source's height: as large as that may get is a memory's matter.
      const size = drawn.width * height * bands > 2 ** 22 ? { width: drawn.height, height: drawn.width } : drawn;
      const source = noise(width, height, bands, i);
      const kernel = names[i % names.length]!;
      const box = { x0: 0, y0: 0, x1: width, y1: height };
      const flipX = i % 5 < 2;
      const label = JSON.stringify({ i, bands, width, height, size, kernel, flipX });
      const results = [
        { kernels: release, around: 0 },
        { kernels: release, around: 255 },
        { kernels: checked, around: 77 },
      ].map(({ kernels, around }) =>
        guarded(kernels, source, size, around, (from, target) =>
          kernels.resample({ source: from, bands, box, target, kernel, flipX, flipY: false }),
        ),
      );
      const [first, ...others] = results;
      for (const { bytes, strays } of results) {
        expect(strays, label).toBe(0);
        expect(Buffer.compare(bytes, first!.bytes), label).toBe(0);
      }
      expect(others).toHaveLength(2);
    }
  });

  it.each([1, 3, 4] as const)(
    'say so where more rows than 32 bits can count lie between the passes, of %i bands',
    (bands) => {
      const source = noise(1, 65535, bands, 1);
      const box = { x0: 0, y0: 0, x1: 1, y1: 65535 };
      for (const kernels of [release, checked])
        expect(() =>
          guarded(kernels, source, { width: 65535, height: 1 }, 0, (from, target) =>
            kernels.resample({ source: from, bands, box, target, kernel: 'linear', flipX: false, flipY: false }),
          ),
        ).toThrow(/^Out of memory: the kernels need 4294967295 bytes more/);
    },
  );

  it('transpose them to the same bytes in both builds, and write nothing outside', () => {
    const draw = random(4, 'transposed');
    for (let i = 0; i < 30; i++) {
      const bands: Bands = ([1, 3, 4] as const)[i % 3]!;
      const long = i === 0 ? 65535 : Math.floor(2 ** draw.between(0, 16));
      const { width, height } = sides(long, 66_000, i % 2 === 0);
      const source = noise(width, height, bands, i);
      const [one, other] = [release, checked].map((kernels, n) =>
        guarded(kernels, source, { width: height, height: width }, 50 + n, (from, to) =>
          kernels.transpose(from, bands, to),
        ),
      ) as [ReturnType<typeof guarded>, ReturnType<typeof guarded>]; // Two of two.
      expect([one.strays, other.strays]).toEqual([0, 0]);
      expect(Buffer.compare(one.bytes, other.bytes)).toBe(0);
    }
  });

  it('say that memory ran out while they work, free what they took, and work on', async () => {
    const kernels = await nodeKernels('release', 4 * 2 ** 20);
    const source = { at: kernels.alloc(1000 * 1000), stride: 1000, width: 1000, height: 1000 };
    const target = { at: kernels.alloc(60_000), stride: 60_000, width: 60_000, height: 1 };
    const mark = kernels.mark();
    const resampling = { source, bands: 1, kernel: 'lanczos3', flipX: false, flipY: false } as const;
    const box = { x0: 0, y0: 0, x1: 1000, y1: 1000 };
    expect(() => kernels.resample({ ...resampling, box, target: { ...target, stride: 1 } })).toThrow(/^Out of memory/);
    expect(kernels.mark()).toBe(mark);
    kernels.bytes(source.at, 1_000_000).fill(99);
    kernels.resample({ ...resampling, box, target: { ...target, width: 100 } });
    expect(new Set(kernels.bytes(target.at, 100))).toEqual(new Set([99]));
  });
});

describe('the checked build', () => {
  it('stops at what reaches outside what is allocated', () => {
    const at = checked.alloc(100);
    const plane = { at, stride: 10, width: 10, height: 10 };
    const beyond = { ...plane, height: 10_000_000 };
    expect(() => checked.fill(beyond, 1, [0])).toThrow(/assertion/);
  });
});

describe('the released build', () => {
  it('holds no code of a library, and asks the host for its memory and a word when it is full', async () => {
    const { text, wasm } = await compileKernels();
    expect(await readFile(text, 'utf8')).not.toContain('~lib');
    const imports = WebAssembly.Module.imports(await WebAssembly.compile(await readFile(wasm)));
    expect(imports.map(({ module, name }) => `${module}.${name}`).sort()).toEqual(['arena.exhausted', 'env.memory']);
  });

  it('evaluates nothing for the sake of an assertion: no value is left unused but the addresses of what grows', async () => {
    const { text } = await compileKernels();
    const lines = (await readFile(text, 'utf8')).split('\n').map((line) => line.trim());
    const unused = lines.flatMap((line, i) => (line === 'drop' ? [lines[i - 1]] : []));
    expect(new Set(unused)).toEqual(new Set(['call $arena/alloc']));
  });
});
