import { boundedJson } from '../text/bounded-json';
import type { LabelFile } from '../format';
import { vocColour } from './colour-tables';
import { isRecord } from '../text/json-values';
import { linesOf, textOf } from '../text/text';
import type { Colour } from '../shapes/png-plane';
import { yamlOf } from '../text/yaml';

/** What a table beside masks says of one class. */
export interface TableClass {
  readonly id: number;
  readonly name: string;
  readonly colour: Colour | null;
}

/** Files that may name the classes of masks. */
export const isMaskTable = (path: string) =>
  /(?:^|\/)(?:dataset_meta\.json|label_?colou?rs\.txt|labelmap\.txt|classes\.txt|[^/]*\.ya?ml)$/i.test(path);

/** The classes that such a file names; null for one that names none. */
export async function maskTableOf(file: LabelFile): Promise<readonly TableClass[] | null> {
  if (file.bytes > 10_000_000) return null;
  const text = textOf(await file.read());
  if (/\.json$/i.test(file.path)) return metaOf(text);
  if (/\.ya?ml$/i.test(file.path)) return namesIn(text);
  return listOf(text);
}

/** Datumaro's `dataset_meta.json`: names by number, colours in the same order. */
function metaOf(text: string): readonly TableClass[] | null {
  let value: unknown;
  try {
    value = boundedJson(text);
  } catch {
    // A broken one names no class: the masks' numbers are told without.
    return null;
  }
  if (!isRecord(value) || !isRecord(value['label_map'])) return null;
  const colours = Array.isArray(value['segmentation_colors']) ? (value['segmentation_colors'] as unknown[]) : [];
  return numbered(value['label_map']).map(([id, name], index) => ({ id, name, colour: colourOf(colours[index]) }));
}

/** `names` or `classes`: a list, or a map from numbers. */
function namesIn(text: string): readonly TableClass[] | null {
  let value: unknown;
  try {
    value = yamlOf(text);
  } catch {
    // As above.
    return null;
  }
  const names = isRecord(value) ? (value['classes'] ?? value['names']) : null;
  const map = Array.isArray(names) ? Object.fromEntries(names.entries()) : names;
  if (!isRecord(map)) return null;
  const classes = numbered(map).map(([id, name]) => ({ id, name, colour: null }));
  return classes.length > 0 ? classes : null;
}

function numbered(map: Readonly<Record<string, unknown>>): [number, string][] {
  return Object.entries(map)
    .map(([id, name]): [number, string] => [Number(id), String(name)])
    .filter(([id]) => Number.isSafeInteger(id) && id >= 0);
}

function colourOf(value: unknown): Colour | null {
  if (!Array.isArray(value) || value.length < 3) return null;
  const [red, green, blue] = value.map(Number);
  return isByte(red) && isByte(green) && isByte(blue) ? [red, green, blue] : null;
}

function isByte(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 255;
}

/** CamVid's `red green blue name`, CVAT's `name:red,green,blue:parts:actions`, or a name a line. */
function listOf(text: string): readonly TableClass[] | null {
  const lines = linesOf(text).filter(({ line }) => !line.startsWith('#'));
  const classes = lines.map(({ line }, id): TableClass => {
    const spaced = /^(\d+)\s+(\d+)\s+(\d+)\s+(\S.*)$/.exec(line);
    if (spaced) return { id, name: spaced[4] ?? '', colour: colourOf(spaced.slice(1, 4)) };
    const [name = '', colour = ''] = line.split(':');
    return { id, name, colour: colourOf(colour.split(',')) };
  });
  return classes.length > 0 ? classes : null;
}

/** The colour that a class is shown and written in: its own, else Pascal VOC's of its number. */
export function colourFor({ id, colour }: { readonly id: number; readonly colour: Colour | null }): Colour {
  return colour ?? vocColour(id & 255);
}
