import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { random } from '../../src/core/random';
import { photographAt, type Photograph } from './photograph';

/** Octaves of noise: from clouds to the grain of a sensor. Cell in pixels, and how much it moves a sample. */
const octaves = [
  [512, 90],
  [128, 45],
  [32, 22],
  [8, 10],
  [1, 4],
] as const;

/** Photographs for machines that have none, with as much detail as real ones: the same for the same sizes everywhere. What the folder has already stays. */
export async function generatedPhotographs(
  folder: string,
  sizes: readonly { readonly width: number; readonly height: number }[],
): Promise<Photograph[]> {
  mkdirSync(folder, { recursive: true });
  const photographs: Photograph[] = [];
  for (const [index, { width, height }] of sizes.entries()) {
    const path = join(folder, `generated-${index}-${width}x${height}.jpg`);
    if (!existsSync(path)) {
      await sharp(drawn(width, height, index), { raw: { width, height, channels: 3 } })
        .jpeg({ quality: 92 })
        .toFile(`${path}.part`);
      renameSync(`${path}.part`, path);
    }
    photographs.push(await photographAt(path));
  }
  return photographs;
}

function drawn(width: number, height: number, seed: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 3);
  const noises = octaves.map(([cell, by]) => ({ cell, by, grid: gridOf(width, height, cell, seed) }));
  const row = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    row.fill(128);
    for (const { cell, by, grid } of noises) addRow(row, grid, y / cell, cell, by);
    for (let x = 0, at = y * width * 3; x < width; x++, at += 3) {
      const light = row[x]!;
      // A sky above, ground below: chroma that varies slowly, as in most photographs.
      const warmth = 40 * (y / height - 0.5) + 20 * (x / width - 0.5);
      pixels[at] = clamped(light + warmth);
      pixels[at + 1] = clamped(light);
      pixels[at + 2] = clamped(light - warmth);
    }
  }
  return pixels;
}

interface Grid {
  readonly columns: number;
  readonly values: Float32Array;
}

function gridOf(width: number, height: number, cell: number, seed: number): Grid {
  const columns = Math.ceil(width / cell) + 2;
  const rows = Math.ceil(height / cell) + 2;
  const draw = random(seed, `cells of ${cell}`);
  return { columns, values: Float32Array.from({ length: columns * rows }, () => draw.next() - 0.5) };
}

/** Bilinear between the values at the cells' corners. */
function addRow(row: Float32Array, { columns, values }: Grid, y: number, cell: number, by: number): void {
  const top = Math.floor(y);
  const down = y - top;
  for (let x = 0; x < row.length; x++) {
    const left = Math.floor(x / cell);
    const right = x / cell - left;
    const at = top * columns + left;
    const above = values[at]! * (1 - right) + values[at + 1]! * right;
    const below = values[at + columns]! * (1 - right) + values[at + columns + 1]! * right;
    row[x]! += by * (above * (1 - down) + below * down);
  }
}

function clamped(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}
