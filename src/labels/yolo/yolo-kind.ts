import type { PoseShape, YoloKind } from './yolo-rows';
import { numberOf } from '../text/text';

/**
 * Which of YOLO's kinds rows are, by how many values they have; null where they are none of them. Rows of nothing but
 * four corners are oriented boxes; rows of one length whose every third value behind the box is 0, 1 or 2 are poses.
 * @param isLabels Whether they lie where labels do: then broken rows speak against nothing.
 */
export function yoloKindOf(rows: readonly string[], pose: PoseShape | null, isLabels: boolean): YoloKind | null {
  const parsed = rows.map((row) => row.split(/[\s,]+/).map(numberOf));
  const good = parsed.filter(
    (row): row is number[] => row.length >= 5 && row.every((value) => value !== null) && isClass(row[0]),
  );
  // A file of text may begin with numbers, too; a broken row among labels is told when it is read.
  if (good.length === 0 || (!isLabels && good.length < rows.length / 2)) return null;
  const lengths = new Set(good.map(({ length }) => length));
  if (pose && lengths.has(5 + pose.points * pose.values)) return 'pose';
  if ([...lengths].every((length) => length === 5 || length === 6)) return 'detect';
  if ([...lengths].every((length) => length === 9 || length === 10)) return 'obb';
  const [only = 0] = lengths;
  if (lengths.size === 1 && only > 9 && (only - 5) % 3 === 0 && good.every(isPose)) return 'pose';
  return 'segment';
}

/**
 * The same, had each row a class's number first: rows of fractions that begin with 0.5 or a name are meant as YOLO's, as far
 * as nothing else is there.
 */
export function meantKindOf(rows: readonly string[], pose: PoseShape | null): YoloKind | null {
  const mended = rows.map((row) => {
    const [, ...rest] = row.split(/[\s,]+/);
    return rest.length >= 4 && rest.every(isFraction) ? ['0', ...rest].join(' ') : row;
  });
  return yoloKindOf(mended, pose, false);
}

function isFraction(word: string): boolean {
  const value = numberOf(word);
  return value !== null && value >= 0 && value <= 1;
}

function isClass(value: number | null | undefined): boolean {
  return Number.isInteger(value) && (value ?? -1) >= 0;
}

function isPose(row: readonly number[]): boolean {
  return row.every((value, at) => at < 5 || (at - 5) % 3 !== 2 || value === 0 || value === 1 || value === 2);
}
