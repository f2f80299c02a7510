import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baselinePath, baselineSchema, compared, ofGroup, ratiosOf } from './baseline';
import { insideInputs } from './groups/camera';
import { letterboxed } from './groups/coco-letterbox';
import { measureImages } from './groups/images';
import { against } from './groups/wishes';
import { thisMachine } from './machine';
import { generatedPhotographs } from './photographs/generated';
import type { BenchResult, GroupResult } from './result';
import { canvas, manyhandsAuto, sharp, type Ground } from './subjects';

export interface SmokeSurroundings {
  readonly ground: Ground;
  readonly say: (line: string) => void;
  readonly print: (text: string) => void;
}

const rounds = 3;
const cameraSizes = [
  { width: 3008, height: 2000 },
  { width: 4000, height: 2250 },
];
const cocoSizes = Array.from({ length: 6 }, () => ({ width: 640, height: 480 }));

/** The main ratios in a minute, beside those written down; warns of what is worse. */
export async function smoke({ ground, say, print }: SmokeSurroundings): Promise<BenchResult> {
  const machine = thisMachine();
  const folder = mkdtempSync(join(tmpdir(), 'manyhands-smoke-'));
  const options = { ground, folder, say, rounds };
  // Generated ones are the same everywhere, so that ratios can be compared; they are kept for the next run.
  const photographs = join(ground.root, '.cache/bench-photographs');
  const subjects = [
    manyhandsAuto(ground),
    { ...sharp(ground), settings: ['concurrency 1, ignoreIcc'] },
    { ...canvas(ground), settings: ['drawImage'] },
  ];
  const shared = {
    summary: 'the short run',
    measuresMemory: false,
    subjects,
    wishes: against(ground, { sharp: null, canvas: null }),
  };
  try {
    const camera = await generatedPhotographs(photographs, cameraSizes);
    const coco = await generatedPhotographs(photographs, cocoSizes);
    const file = join(ground.root, baselinePath);
    const then = existsSync(file) ? baselineSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
    if (then && (then.cpu !== machine.cpu || then.cores !== machine.cores))
      print(`The ratios to compare with are those of another machine: ${then.cpu}, ${then.cores} cores.\n`);
    const groups: GroupResult[] = [];
    for (const { name, inputs, imagesPerRound } of [
      { name: 'camera-jpeg', inputs: insideInputs(camera), imagesPerRound: 24 },
      { name: 'coco-letterbox', inputs: coco.map(letterboxed), imagesPerRound: 96 },
    ]) {
      const group = await measureImages({ ...shared, name, task: name, inputs, imagesPerRound }, options);
      groups.push(group);
      // Told as they come: whoever gives up after a minute has seen the first.
      for (const { line, isWorse } of compared(ratiosOf([group]), ofGroup(name, then?.ratios)))
        print(`${isWorse ? 'WARNING: slower than it was. ' : ''}${line}\n`);
    }
    return { version: 1, machine, groups };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
