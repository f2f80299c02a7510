import type { FrameFinding } from '../../core/dataset/label-frame';
import { count, number } from '../format';

const words = { upright: 'shown', stored: 'stored' } as const;

/** Which EXIF frame labels are read in because the recipe says so, and what the images say of it; null before a look. */
export function frameLine(asked: 'upright' | 'stored', finding: FrameFinding | null): string {
  const read = `Labels are read as drawn on the images as ${words[asked]}`;
  if (!finding) return read;
  const { turned, looked } = finding;
  if (looked === 0) return `${read}: there is no image by which to tell`;
  if (turned === 0) return `${read}: EXIF lays none of ${number(looked)} on its side, so nothing tells`;
  const other = asked === 'stored' ? 'upright' : 'stored';
  const [own, against] = [finding[asked], finding[other]];
  const of = `of ${count(turned, 'image')} that EXIF lays on ${turned === 1 ? 'its' : 'their'} side`;
  if (isNone(own) && isNone(against)) return `${read}: none ${of} tells`;
  const say = ({ size, places }: typeof own, what: string) => {
    const bySize = size > 0 ? [`${number(size)} ${verb(size)} ${what} by a stated size`] : [];
    const byPlaces = places > 0 ? [`${number(places)}${size > 0 ? '' : ` ${verb(places)} ${what}`} by places`] : [];
    return `${of} ${[...bySize, ...byPlaces].join(', and ')}`;
  };
  // Where as many speak for either, nothing is found: it stays as the recipe has it.
  return finding.frame === other && !isNone(against)
    ? `${read}, but ${say(against, `“as ${words[other]}”`)}`
    : `${read}: ${say(own, 'so')}`;
}

function verb(many: number): string {
  return many === 1 ? 'says' : 'say';
}

function isNone({ size, places }: FrameFinding['upright']): boolean {
  return size === 0 && places === 0;
}
