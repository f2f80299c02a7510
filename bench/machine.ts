import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import sharp from 'sharp';
import { findChromium } from '../tools/chromium.mjs';
import type { Machine } from './result';

/** What a figure means nothing without. */
export function thisMachine(): Machine {
  const cores = cpus();
  return {
    cpu: cores[0]?.model.trim() || 'unknown',
    cores: cores.length,
    memoryMB: Math.round(totalmem() / 1e6),
    os: systemName(),
    node: process.version,
    chromium: chromiumVersion(),
    sharp: sharp.versions.sharp ?? 'unknown',
    libvips: sharp.versions.vips,
  };
}

function systemName(): string {
  try {
    const name = /^PRETTY_NAME="?(.*?)"?$/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    if (name) return name;
  } catch {
    // Only Linux has the file.
  }
  return `${type()} ${release()}`;
}

function chromiumVersion(): string {
  const { stdout } = spawnSync(findChromium() ?? 'chromium', ['--version'], { encoding: 'utf8' });
  return /[\d.]+/.exec(stdout ?? '')?.[0] ?? 'unknown';
}
