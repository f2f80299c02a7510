import { classOf, type LabelSet } from '../../core/dataset/label-set';
import { LabelStore } from '../../core/dataset/label-store';
import { labelOf, type Shape } from '../../core/dataset/labels';
import { masksAmong } from '../../core/dataset/mask-paths';
import { partsOf } from '../../core/dataset/paths';
import { maskOf } from '../../core/geometry/mask';
import { cornersOf, ringsOf } from '../../core/geometry/rings';
import { random, type Random } from '../../core/random';
import { splitOf } from '../splits';

/** Of every image of such a tree. */
export const oddSize = { width: 40, height: 30 };

/** Names that formats have a meaning for, as folders and as images, and some that mean nothing. */
const folders = [
  ...[
    'images',
    'labels',
    'annotations',
    'JPEGImages',
    'masks',
    'obj_train_data',
    'image_2',
    'Annotations',
    'ImageSets',
  ],
  ...['train', 'val', 'test', 'train2017', 'validation', 'a', 'b', 'a b'],
];
const stems = [
  ...[
    'train',
    'val',
    'test',
    'labels',
    'images',
    'annotations',
    'classes',
    'JPEGImages',
    'metadata',
    'data',
    'default',
  ],
  ...['007', 'a', 'a (2)', 'a_mask', '1 2', 'val.2017'],
];
const extensions = ['jpg', 'jpg', 'png', 'jpeg', 'webp'];
const splits = ['train', 'val', 'test'];
const names = ['cat', 'dog', 'car'];
/** 0 is none to some formats, and a group like others to some. */
const groups = [null, 0, 3, 3, 3, 7];

/** A set of labels in a tree of folders as nobody plans it: the same one for the same seed. Each label's place is one image's alone. */
export function oddTree(seed: number): LabelSet {
  const draw = random(1, `tree ${seed}`);
  const store = new LabelStore('');
  const mode = oneOf(draw, ['none', 'folders', 'lists', 'some']);
  const kind = oneOf(draw, ['box', 'box', 'polygon', 'mask']);
  let place = 0;
  for (const path of pathsOf(draw)) {
    const own = splitOf(partsOf(path).dir);
    const drawn = oneOf(draw, splits);
    const split =
      mode === 'none' ? null : mode === 'folders' ? own : mode === 'lists' || draw.integer(0, 2) > 0 ? drawn : null;
    store.open(path, { unit: 'px', stated: oddSize, split, kept: null });
    const isGrouped = draw.integer(0, 2) === 0;
    for (let many = oneOf(draw, isGrouped ? [1, 2, 3] : [0, 1, 1, 2]); many > 0; many--) {
      const group = isGrouped ? oneOf(draw, groups) : null;
      store.add(path, labelOf(draw.integer(0, names.length - 1), [shapeAt(place++, kind)], { group }));
    }
    if (draw.integer(0, 3) === 0) store.addClass(path, draw.integer(0, names.length - 1));
  }
  const classes = names.map((name, id) => classOf(id, name));
  return { format: '', classes, store, files: [], info: null, licences: null, kept: null, troubles: [] };
}

function pathsOf(draw: Random): string[] {
  const top = oneOf(draw, ['', '', 'ds/']);
  const dirs = Array.from({ length: draw.integer(1, 4) }, () =>
    Array.from({ length: draw.integer(0, 3) }, () => `${oneOf(draw, folders)}/`).join(''),
  );
  const some = Array.from({ length: draw.integer(1, 3) }, () => oneOf(draw, stems));
  const all = Array.from(
    { length: draw.integer(2, 7) },
    () => `${top}${oneOf(draw, dirs)}${oneOf(draw, some)}.${oneOf(draw, extensions)}`,
  );
  // A PNG where masks lie may be one.
  return [...new Set(all.map((path) => (liesAmongMasks(path) ? path.replace(/png$/, 'jpg') : path)))];
}

/** A PNG there is a mask beside any image of its name. */
function liesAmongMasks(path: string): boolean {
  return masksAmong([path, `images/${partsOf(path).stem}.jpg`]).length > 0;
}

function oneOf<T>(draw: Random, some: readonly T[]): T {
  return some[draw.integer(0, some.length - 1)]!; // None is empty.
}

/** Two pixels wide and high. */
function shapeAt(place: number, kind: string): Shape {
  const [x0, y0] = [1 + 4 * (place % 9), 1 + 4 * Math.floor(place / 9)];
  const at = { x0, y0, x1: x0 + 2, y1: y0 + 2 };
  if (kind === 'polygon') return { kind, rings: ringsOf([cornersOf(at)]) };
  if (kind === 'mask') return { kind, mask: maskOf(oddSize, { at, pixels: new Uint8Array(4).fill(1) }) };
  return { kind: 'box', at: Float64Array.of(at.x0, at.y0, at.x1, at.y1) };
}
