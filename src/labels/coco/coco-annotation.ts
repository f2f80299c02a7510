import type { Json } from '../../core/dataset/json';
import { labelOf, type Attributes, type Kept, type Label, type Shape } from '../../core/dataset/labels';
import { ringsOf } from '../../core/geometry/rings';
import { expandRuns, fills } from './coco-rle';
import { isRecord, numbersIn, shownJson, whole } from '../text/json-values';

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
  take('segmentation', segmentation, (value) => (Array.isArray(value) ? polygonOf(value) : maskIn(value)));
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
  if (Array.isArray(value) && value.length === 0) return null;
  const numbers = numbersIn(value);
  if (!numbers || numbers.length !== 4) return 'four numbers';
  const [x = 0, y = 0, width = 0, height = 0] = numbers;
  return { kind: 'box', at: Float64Array.of(x, y, x + width, y + height) };
}

/** Lists of x and y in turn, each a ring. */
function polygonOf(value: readonly unknown[]): Shape | string | null {
  if (value.length === 0) return null;
  const rings = value.map(numbersIn);
  if (!rings.every((ring) => ring !== null && ring.length >= 2 && ring.length % 2 === 0))
    return 'lists of pairs of numbers';
  return { kind: 'polygon', rings: ringsOf(rings as number[][]) }; // None is null.
}

/** `{ size: [height, width], counts }`: runs as a list, or as compressed text. */
function maskIn(value: unknown): Shape | string {
  const wanted = 'runs that fill their size';
  if (!isRecord(value)) return wanted;
  const { size, counts } = value;
  const [height, width] = Array.isArray(size) ? (size as unknown[]) : [];
  if (!whole(width) || !whole(height)) return wanted;
  const listed = typeof counts === 'string' ? null : numbersIn(counts);
  const isRuns = listed?.every((run) => Number.isInteger(run) && run >= 0 && run <= 0xffff_ffff);
  const runs = typeof counts === 'string' ? expandRuns(counts) : isRuns && listed ? Uint32Array.from(listed) : null;
  if (!runs) return wanted;
  const mask = { size: { width, height }, runs };
  return fills(mask) ? { kind: 'mask', mask } : wanted;
}

/** x, y and visibility of each. */
function keypointsOf(value: unknown): Shape | string | null {
  const numbers = numbersIn(value);
  if (!numbers || numbers.length % 3 !== 0) return 'three numbers for each keypoint';
  return numbers.length === 0 ? null : { kind: 'keypoints', points: Float64Array.from(numbers) };
}
