import { join } from 'node:path';
import type { Ground } from './ground';
import { patient } from './patient';
import { openProgram, type Program } from './program';
import type { Subject } from './subject';

/**
 * Native libvips in Node.
 * @param atOnce Images at a time.
 * @param threads Within an image: what may be tried.
 */
export function sharp(ground: Ground, atOnce = ground.cores, threads = [...new Set([1, ground.cores])]): Subject {
  const settings = threads.flatMap((count) => [`concurrency ${count}`, `concurrency ${count}, ignoreIcc`]);
  return native({ name: 'sharp', workers: atOnce, settings }, nodeProgram(ground, 'sharp.mjs'));
}

/** Beside `sharp`, where several outputs are made of one input: decoded once, each pipeline begins with its pixels. */
export function sharpDecodedOnce(ground: Ground): Subject {
  const settings = [...new Set([1, ground.cores])].map((count) => `concurrency ${count}, decoded once`);
  const subject = { name: 'sharp-decoded-once', workers: ground.cores, settings };
  return native(subject, nodeProgram(ground, 'sharp.mjs'));
}

/** Pillow as most scripts use it: decode in full, resize, save; multiprocessing. */
export function pillow(ground: Ground): Subject {
  return native({ name: 'pillow', workers: ground.cores, settings: ['load'] }, pythonProgram(ground, 'peer_pillow.py'));
}

/** Pillow told to shrink while decoding. */
export function pillowDraft(ground: Ground): Subject {
  const subject = { name: 'pillow-draft', workers: ground.cores, settings: ['draft'] };
  return native(subject, pythonProgram(ground, 'peer_pillow.py'));
}

/**
 * OpenCV in Python: decode, INTER_AREA, encode; multiprocessing, its own threads off.
 * @param settings Decoding in full, or also shrinking meanwhile by whole powers of two.
 */
export function opencv(ground: Ground, settings: readonly string[] = ['full decode', 'IMREAD_REDUCED_COLOR']): Subject {
  const subject = { name: 'opencv', workers: ground.cores, settings };
  return native(subject, pythonProgram(ground, 'peer_opencv.py'));
}

/** The same where it has nothing to shrink while decoding. */
export const opencvInFull = (ground: Ground) => opencv(ground, ['full decode']);

/** ImageMagick's command line, a process for each image, as many at once as there are cores. */
export function imagemagick(ground: Ground): Subject {
  const settings = ['jpeg:size', 'full decode'];
  const subject = { name: 'imagemagick', workers: ground.cores, settings, isSlow: true };
  return native(subject, { ...nodeProgram(ground, 'imagemagick.mjs'), forks: true });
}

function native(subject: Omit<Subject, 'open'>, program: Program): Subject {
  return patient({ ...subject, open: (assignment) => openProgram(program, subject.workers, assignment) });
}

function nodeProgram({ cores, root }: Ground, file: string): Program {
  return {
    command: process.execPath,
    args: [join(root, 'bench/programs', file)],
    // libuv's threads, on which sharp waits for libvips, are four by default.
    env: { UV_THREADPOOL_SIZE: String(Math.max(4, cores)) },
  };
}

/** Debian's Python with its packages; `-B`: nothing is written into the project. */
function pythonProgram({ root }: Ground, file: string): Program {
  return { command: '/usr/bin/python3', args: ['-B', join(root, 'bench/programs', file)], forks: true };
}
