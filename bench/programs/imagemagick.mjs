// ImageMagick's command line as a peer: a process for each image, its own threads off; see bench/subjects/program.ts.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerWith, inPlaces } from './answer.mjs';

const formats = {
  'camera-jpeg': 'jpeg',
  'camera-progressive': 'jpeg',
  'coco-letterbox': 'jpeg',
  'png-alpha': 'png',
  webp: 'webp',
};

let command;
let format;
let workers = 1;
let inputs = [];

const answers = {
  async start({ task, workers: count, input }) {
    command = ['/usr/bin/magick', '/usr/bin/convert'].find((path) => spawnSync(path, ['-version']).status === 0);
    if (!command) return { missing: 'ImageMagick is not installed (Debian: imagemagick)' };
    format = formats[task];
    if (!format) return { error: `ImageMagick knows no task "${task}"` };
    workers = count;
    await convert({ ...input, bytes: readFileSync(input.path) }, '');
    const said = spawnSync(command, ['-version'], { encoding: 'utf8' }).stdout;
    return { version: /ImageMagick (\S+)/.exec(said)?.[1] };
  },
  load({ inputs: given }) {
    inputs = given.map((input) => ({ ...input, bytes: readFileSync(input.path) }));
    return {};
  },
  async round({ setting, repeats }) {
    const waiting = Array.from({ length: repeats }, () => inputs).flat();
    const began = performance.now();
    const outputs = await inPlaces(workers, waiting, (input) => convert(input, setting));
    const ms = performance.now() - began;
    if (outputs.length !== waiting.length) throw new Error('An output is missing.');
    return { ms };
  },
  async write({ setting, folder }) {
    const outputs = await inPlaces(workers, inputs, (input) => convert(input, setting));
    outputs.forEach((output, index) => writeFileSync(join(folder, String(index)), output));
    return {};
  },
};

/** A setting is whether libjpeg is told the size (`jpeg:size`), so that it shrinks while decoding. */
function argumentsFor({ width, height, placed = { width, height } }, setting) {
  const longer = Math.max(placed.width, placed.height);
  return [
    ...['-limit', 'thread', '1'],
    ...(setting === 'jpeg:size' ? ['-define', `jpeg:size=${longer}x${longer}`] : []),
    '-',
    '-auto-orient',
    ...['-resize', `${placed.width}x${placed.height}!`],
    ...(placed.width < width || placed.height < height
      ? ['-gravity', 'center', '-background', '#727272', '-extent', `${width}x${height}`]
      : []),
    '-strip',
    ...(format === 'png' ? [] : ['-quality', '80']),
    ...['-sampling-factor', '4:2:0'],
    `${format}:-`,
  ];
}

function convert(input, setting) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, argumentsFor(input, setting), { stdio: ['pipe', 'pipe', 'pipe'] });
    const pieces = [];
    let said = '';
    child.stdout.on('data', (piece) => pieces.push(piece));
    child.stderr.on('data', (text) => (said += text));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(pieces));
      else reject(new Error(`it ended with ${code}. ${said.trim()}`));
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input.bytes);
  });
}

await answerWith(answers, 'imagemagick');
