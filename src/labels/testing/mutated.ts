import { random } from '../../core/random';
import type { LabelFile } from '../format';
import { fileOf } from './memory';

/** Bytes changed, cut, doubled, taken away or put in: the same for the same number. */
export function mutated(file: LabelFile, number: number): Promise<LabelFile> {
  const draw = random(1, `mutation ${number}`);
  return file.read().then((whole) => {
    let bytes = [...whole];
    for (let left = draw.integer(1, 4); left > 0; left--) {
      const at = draw.integer(0, Math.max(0, bytes.length - 1));
      const many = draw.integer(1, 12);
      const odd = [...new TextEncoder().encode(pick(draw.integer(0, pieces.length - 1)))];
      switch (draw.integer(0, 4)) {
        case 0:
          bytes[at] = draw.integer(0, 255);
          break;
        case 1:
          bytes = bytes.slice(0, at);
          break;
        case 2:
          bytes.splice(at, many);
          break;
        case 3:
          bytes.splice(at, 0, ...bytes.slice(at, at + many));
          break;
        default:
          bytes.splice(at, 0, ...odd);
      }
    }
    return fileOf(file.path, Uint8Array.from(bytes));
  });
}

const pieces = [
  '"',
  '{',
  ']',
  '<',
  '&a;',
  '<!DOCTYPE a [<!ENTITY a "b">]>',
  '-',
  '1e999',
  'NaN',
  '\n',
  '\u0000',
  '&x *x',
  '__proto__',
  ': |',
  '😀',
];
const pick = (index: number) => pieces[index] ?? '';
