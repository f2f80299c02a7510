import type { Json } from '../../core/dataset/json';
import { labelOf, type Attributes, type Kept, type Label, type Shape } from '../../core/dataset/labels';
import { ringOf, ringsOf } from '../../core/geometry/rings';
import { expandRuns, fills } from './coco-rle';
import { isList, isRecord, packedNumbersIn, shownJson, whole } from '../text/json-values';

interface Wrong {
  readonly key: string;
  readonly sentence: string;
}

/** One annotation of COCO as a label: what of it cannot be read is told, and the rest taken all the same. */
export function annotationOf(
  annotation: object,
  classIndex: number,
  kept: Kept,
): { readonly label: Label; readonly wrong: readonly Wrong[] } {
  const { id, bbox, segmentation, keypoints, iscrowd, ignore, score, attributes } = annotation as Record<
    string,
    unknown
  >;
  const wrong: Wrong[] = [];
  const shapes: Shape[] = [];
  const take = (key: string, value: unknown, read: (value: unknown) => Shape | string | null) => {
    if (value === undefined || value === null) return;
    const shape = read(value);
    if (typeof shape === 'string') wrong.push({ key, sentence: `Expected ${shape}, received ${shownJson(value)}.` });
    else if (shape) shapes.push(shape);
  };
  take('bbox', bbox, boxOf);
  take('segmentation', segmentation, (value) => (isList(value) ? polygonOf(value) : maskIn(value)));
  take('keypoints', keypoints, keypointsOf);
  const label = labelOf(classIndex, shapes, {
    id: typeof id === 'number' || typeof id === 'string' ? id : null,
    flags: [
      ...(iscrowd === 1 || iscrowd === true ? (['crowd'] as const) : []),
      ...(ignore === 1 || ignore === true ? (['ignore'] as const) : []),
    ],
    score: typeof score === 'number' && Number.isFinite(score) ? score : null,
    attributes: isRecord(attributes) ? attributesOf(attributes) : null,
    kept,
  });
  return { label, wrong };
}

function attributesOf(record: Record<string, unknown>): Attributes | null {
  const entries = Object.entries(record) as [string, Json][]; // Of JSON.
  return entries.length > 0 ? new Map(entries) : null;
}

/** `[x, y, width, height]`, the top left corner first; an empty list is none. */
function boxOf(value: unknown): Shape | string | null {
  if (isList(value) && value.length === 0) return null;
  const numbers = packedNumbersIn(value);
  if (!numbers || numbers.length !== 4) return 'four numbers';
  const [x = 0, y = 0, width = 0, height = 0] = numbers;
  return { kind: 'box', at: Float64Array.of(x, y, x + width, y + height) };
}

/** Lists of x and y in turn, each a ring. */
function polygonOf(value: readonly unknown[] | Float64Array): Shape | string | null {
  if (value.length === 0) return null;
  const wanted = 'lists of pairs of numbers';
  if (value instanceof Float64Array) return wanted;
  const rings: (readonly number[] | Float64Array)[] = [];
  for (const one of value) {
    const ring = packedNumbersIn(one);
    if (ring === null || ring.length < 2 || ring.length % 2 !== 0) return wanted;
    rings.push(ring);
  }
  const [first] = rings;
  const isAlone = rings.length === 1 && first instanceof Float64Array;
  return { kind: 'polygon', rings: isAlone ? ringOf(first) : ringsOf(rings) };
}

/** `{ size: [height, width], counts }`: runs as a list, or as compressed text. */
function maskIn(value: unknown): Shape | string {
  const wanted = 'runs that fill their size';
  if (!isRecord(value)) return wanted;
  const { size, counts } = value;
  const [height, width] = isList(size) ? size : [];
  if (!whole(width) || !whole(height)) return wanted;
  const listed = typeof counts === 'string' ? null : packedNumbersIn(counts);
  const isRuns = listed?.every((run) => Number.isInteger(run) && run >= 0 && run <= 0xffff_ffff);
  const runs = typeof counts === 'string' ? expandRuns(counts) : isRuns && listed ? Uint32Array.from(listed) : null;
  if (!runs) return wanted;
  const mask = { size: { width, height }, runs };
  return fills(mask) ? { kind: 'mask', mask } : wanted;
}

/** x, y and visibility of each. */
function keypointsOf(value: unknown): Shape | string | null {
  const numbers = packedNumbersIn(value);
  if (!numbers || numbers.length % 3 !== 0) return 'three numbers for each keypoint';
  return numbers.length === 0 ? null : { kind: 'keypoints', points: Float64Array.from(numbers) };
}
