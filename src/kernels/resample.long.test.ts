import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { random } from '../core/random';
import { guarded, noise } from '../worker/testing/guarded';
import { nodeKernels } from '../worker/testing/node-kernels';
import { resized, type Box } from '../worker/testing/pillow';

const python = '/usr/bin/python3';
const hasPillow = spawnSync(python, ['-c', 'import PIL']).status === 0;
if (!hasPillow) console.warn('No Pillow for /usr/bin/python3: the kernels are not held to it.');

const program = `
import json, sys
from PIL import Image
folder = sys.argv[1]
filters = dict(nearest=0, lanczos3=1, linear=2, cubic=3, box=4, hamming=5)
for case in json.load(open(folder + '/cases.json')):
    name, mode, size, to, kernel, box = case
    image = Image.frombytes(mode, size, open(f'{folder}/{name}.in', 'rb').read())
    open(f'{folder}/{name}.out', 'wb').write(image.resize(to, filters[kernel], box=box).tobytes())
`;

const names = ['nearest', 'box', 'linear', 'hamming', 'cubic', 'lanczos3'] as const;
const modes = { 1: 'L', 3: 'RGB', 4: 'RGBX' } as const;

function cases() {
  const draw = random(1, 'pillow');
  return Array.from({ length: 900 }, (_, i) => {
    const bands = ([1, 3, 4] as const)[i % 3]!;
    const source = noise(draw.integer(1, 700), draw.integer(1, 400), bands, i, i % 5 === 0);
    const { width, height } = source;
    const kernel = names[i % names.length]!;
    const [x0, y0] = [draw.between(0, width - 0.5), draw.between(0, height - 0.5)];
    const part: Box = [x0, y0, draw.between(x0 + 0.3, width), draw.between(y0 + 0.3, height)];
    const box: Box = i % 2 === 0 || kernel === 'nearest' ? [0, 0, width, height] : part;
    return {
      name: String(i),
      source,
      kernel,
      box,
      size: { width: draw.integer(1, 400), height: draw.integer(1, 400) },
    };
  });
}

/** Whether no centre along a side lies between two pixels: Pillow adds steps up, and misses some of those by a rounding. */
function isPlain(from: number, to: number): boolean {
  return Array.from({ length: to }, (_, i) => ((2 * i + 1) * from) % (2 * to)).every((rest) => rest !== 0);
}

describe.runIf(hasPillow)('Pillow', () => {
  it('gives the bytes of the kernels, and of the reference that they are held to', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pillow-'));
    try {
      const all = cases();
      for (const { name, source } of all) writeFileSync(join(folder, `${name}.in`), source.bytes);
      const rows = all.map(({ name, source: { bands, width, height }, size, kernel, box }) => [
        name,
        modes[bands],
        [width, height],
        [size.width, size.height],
        kernel,
        box,
      ]);
      writeFileSync(join(folder, 'cases.json'), JSON.stringify(rows));
      const { status, stderr } = spawnSync(python, ['-W', 'ignore', '-c', program, folder], { encoding: 'utf8' });
      expect(status, stderr).toBe(0);
      const kernels = await nodeKernels();
      let held = 0;
      for (const { name, source, size, kernel, box } of all) {
        if (kernel === 'nearest' && !(isPlain(source.width, size.width) && isPlain(source.height, size.height)))
          continue;
        const pillow = readFileSync(join(folder, `${name}.out`));
        const [x0, y0, x1, y1] = box;
        const { bytes } = guarded(kernels, source, size, 1, (from, target) =>
          kernels.resample({
            source: from,
            bands: source.bands,
            box: { x0, y0, x1, y1 },
            target,
            kernel,
            flipX: false,
            flipY: false,
          }),
        );
        const label = `${name} ${kernel} ${box.join(' ')} ${source.width}×${source.height}`;
        expect(Buffer.compare(bytes, pillow), label).toBe(0);
        if (Number(name) % 10 === 0)
          expect(Buffer.compare(resized(source, size, kernel, box).bytes, pillow), label).toBe(0);
        held++;
      }
      expect(held).toBeGreaterThan(800);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
