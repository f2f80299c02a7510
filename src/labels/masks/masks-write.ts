import { inPixels } from '../../core/dataset/label-units';
import type { LabelClass } from '../../core/dataset/label-set';
import { shapeOf, type Label } from '../../core/dataset/labels';
import { partsOf } from '../../core/dataset/paths';
import { isBackground } from './colour-tables';
import type { Loss } from '../../core/dataset/label-losses';
import type { WriteInput, WrittenFile, WrittenImage } from '../format';
import { eachImage } from '../in-splits';
import { labelPlaces } from '../label-places';
import { maskPath } from './mask-path';
import { isRecord, numbersIn } from '../text/json-values';
import { colourFor } from './mask-table';
import { isIgnored, maskValues, type MaskValues } from './mask-values';
import { masksId } from './masks-read';
import { paintLabel } from '../shapes/paint-label';
import { splitOf } from '../splits';
import { tellIdentity, tellSplit } from '../told';
import { planeBytes, type Colour, type Pixels } from '../shapes/png-plane';

/** How masks are written: of which kind, and with which value for each class. */
interface Way extends MaskValues {
  readonly background: number;
  /** As it was read; empty where none was. */
  readonly palette: readonly Colour[];
}

/** Writes a PNG for each image, and Datumaro's `dataset_meta.json` with names, numbers and colours. */
export async function* writeMasks(input: WriteInput): AsyncGenerator<WrittenFile, void, undefined> {
  const way = wayOf(input, await input.recall(input.kept, masksId));
  const palette = Array.from({ length: 256 }, (_, id) => way.palette[id] ?? colourFor({ id, colour: null }));
  way.values.forEach((value, index) => {
    if (way.kind === 'palette' && typeof value === 'number') palette[value] = way.colours[index] ?? [0, 0, 0];
  });
  const fileOf = labelPlaces(input, maskPath);
  for (const image of eachImage(input.images))
    yield { path: fileOf(image.path), pieces: [planeBytes(painted(image, way, input), palette)] };
  yield { path: 'dataset_meta.json', pieces: [`${JSON.stringify(metaOf(input.classes, way), null, 2)}\n`] };
}

/** Values as they were read; for classes of another format their numbers, one up where 0 is one of them: 0 is no class. */
function wayOf({ classes, lost }: WriteInput, kept: unknown): Way {
  const known = isRecord(kept) ? kept : null;
  const kind = known?.['kind'] === 'colour' || known?.['kind'] === 'palette' ? known['kind'] : 'index';
  const background = typeof known?.['background'] === 'number' ? known['background'] : 0;
  const up = known || !classes.some(({ id, name }) => id === 0 && !isBackground(name)) ? 0 : 1;
  const values = maskValues(classes, { kind, background, isRead: known !== null, up }, lost);
  return { ...values, background, palette: known ? paletteIn(known['palette']) : [] };
}

function paletteIn(value: unknown): readonly Colour[] {
  const colours = Array.isArray(value) ? (value as unknown[]) : [];
  return colours.map((one): Colour => {
    const [red = 0, green = 0, blue = 0] = numbersIn(one) ?? [];
    return [red, green, blue];
  });
}

function painted(image: WrittenImage, way: Way, { classes, lost }: WriteInput): Pixels {
  const { width, height } = image;
  const size = { width, height };
  const values = new Uint32Array(width * height).fill(way.background);
  if (image.labels.classes.length > 0) lost('image-classes-left-out');
  tellSplit(image.labels.split, splitOf(partsOf(image.path).dir), lost);
  const seen = new Set<number>();
  for (const label of inPixels(image.labels, image).labels) {
    const value = way.values[label.class] ?? null;
    if (value === 'background') continue;
    if (value === null) {
      lost('mask-left-out');
      continue;
    }
    if (!paintLabel(values, size, label, value, lost)) continue;
    if (seen.has(label.class)) lost('instances-merged');
    seen.add(label.class);
    tell(label, classes[label.class], lost);
  }
  return { size, kind: way.kind, values };
}

function tell(label: Label, one: LabelClass | undefined, lost: (loss: Loss) => void): void {
  if (shapeOf(label, 'keypoints')) lost('keypoints-left-out');
  if (shapeOf(label, 'polyline')) lost('polyline-left-out');
  if (label.score !== null) lost('score-left-out');
  if (label.attributes) lost('attributes-left-out');
  tellIdentity(label, {}, lost);
  // The number 255 says so itself.
  if (label.flags.length > 0 && !(one && isIgnored(one))) lost('flags-left-out');
}

function metaOf(classes: readonly LabelClass[], { kind, values, colours, background, palette }: Way): object {
  const rows = classes.flatMap((one, index) => {
    const value = values[index] ?? null;
    const id = kind === 'colour' ? one.id : value === 'background' ? background : value;
    return id === null ? [] : [{ id, name: one.name, colour: colours[index] ?? [0, 0, 0] }];
  });
  // Without a class of its own, what is unlabelled gets a name: readers of the file want one for each value.
  const isBare = kind !== 'colour' && !rows.some(({ id }) => id === background);
  const all = isBare
    ? [{ id: background, name: 'background', colour: palette[background] ?? ([0, 0, 0] as const) }, ...rows]
    : rows;
  all.sort((one, other) => one.id - other.id);
  return {
    label_map: Object.fromEntries(all.map(({ id, name }) => [String(id), name])),
    segmentation_colors: all.map(({ colour }) => colour),
  };
}
