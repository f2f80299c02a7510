/** What a format cannot hold, and what was done instead: for one label and for several. The list is closed. */
export const lossWords = {
  'holes-joined': ['polygon whose holes are joined by a bridge', 'polygons whose holes are joined by a bridge'],
  'parts-joined': ['label whose parts are joined to one ring', 'labels whose parts are joined to one ring'],
  'mask-left-out': ['mask left out', 'masks left out'],
  'box-left-out': ['box left out', 'boxes left out'],
  'instances-merged': ['object merged with others of its class', 'objects merged with others of their class'],
  'hidden-left-out': ['label that is not seen, left out', 'labels that are not seen, left out'],
  'polygon-as-mask': ['polygon as a mask', 'polygons as masks'],
  'oriented-as-mask': ['turned box as a mask', 'turned boxes as masks'],
  'mask-as-polygon': ['mask as a polygon', 'masks as polygons'],
  'polygon-left-out': ['polygon left out, its box is written', 'polygons left out, their boxes are written'],
  'polygon-as-box': ['polygon as the box around it', 'polygons as the boxes around them'],
  'oriented-as-box': ['turned box as the upright one around it', 'turned boxes as the upright ones around them'],
  'oriented-as-polygon': ['turned box as a polygon', 'turned boxes as polygons'],
  'keypoints-left-out': ['label without its keypoints', 'labels without their keypoints'],
  'hidden-as-seen': [
    'label whose hidden keypoints are written as seen',
    'labels whose hidden keypoints are written as seen',
  ],
  'box-from-keypoints': ['box made around keypoints', 'boxes made around keypoints'],
  'polyline-left-out': ['line left out', 'lines left out'],
  'image-classes-left-out': ['image without its class', 'images without their classes'],
  'box-as-oriented': ['box as four corners', 'boxes as four corners'],
  'no-shape-left-out': ['label without a place, left out', 'labels without a place, left out'],
  'score-left-out': ['label without its confidence', 'labels without their confidence'],
  'flags-left-out': ['label without a flag that it has', 'labels without flags that they have'],
  'attributes-left-out': ['label without its attributes', 'labels without their attributes'],
  'file-name-taken': [
    'label file or id that no reader looks for: another file, or another image’s, has its name',
    'label files or ids that no reader looks for: other files, or other images’, have their names',
  ],
  'split-left-out': ['image without its split', 'images without their split'],
  'split-made-up': [
    'image without a split, among others that have one, written to train on',
    'images without a split, among others that have one, written to train on',
  ],
  'split-missing': [
    'image in no folder of a split, which readers pass over beside others that are',
    'images in no folder of a split, which readers pass over beside others that are',
  ],
  'group-left-out': ['label without its group', 'labels without their group'],
  'id-left-out': ['label without its id', 'labels without their id'],
  'id-changed': ['id changed', 'ids changed'],
  'classes-renumbered': ['class with another number', 'classes with other numbers'],
  'classes-recoloured': ['class in another colour', 'classes in other colours'],
  'name-changed': ['name changed', 'names changed'],
  'space-left-out': ['label without its place in space', 'labels without their place in space'],
} as const satisfies Record<string, readonly [one: string, several: string]>;

export type Loss = keyof typeof lossWords;

/** What a target format would lose of labels as they are read, before any step. */
export interface LossForecast {
  /** The format's name. */
  readonly format: string;
  /** Images that were looked at, and how many there are. */
  readonly looked: number;
  readonly images: number;
  /** In those that were looked at, most first. */
  readonly losses: readonly { readonly code: Loss; readonly count: number }[];
}

/** Of most formats each label has lost it, and few trainers look at it. */
const last: readonly Loss[] = ['id-changed', 'id-left-out'];

/** One phrase for each loss, most first and ids behind all: "12 polygons whose holes are joined by a bridge". */
export function lossPhrases(losses: readonly { readonly code: Loss; readonly count: number }[]): string[] {
  return losses
    .toSorted((one, other) => last.indexOf(one.code) - last.indexOf(other.code) || other.count - one.count)
    .map(({ code, count }) => `${count.toLocaleString('en')} ${lossWords[code][count === 1 ? 0 : 1]}`);
}
