import type { LabelSet, LabelTrouble } from '../core/dataset/label-set';
import { masksAmong } from '../core/dataset/mask-paths';
import { isOfMac } from '../core/dataset/paths';
import { alikeNames } from './alike-names';
import type { LabelFile, LabelFormat, ReadOptions } from './format';
import { formatOf, labelFormats } from './formats';
import { ImageIndex } from './image-index';
import { claimsOf, mayHoldLabels } from './sniff';
import { quoted } from './text/text';
import { Troubles } from './troubles';

export interface FindInput {
  /** Every file of the dataset that is not known to be an image, and those that may be masks. */
  readonly files: readonly LabelFile[];
  /** Paths of all that may be images, masks too. */
  readonly images: readonly string[];
  /** Id of a format, `auto`, or `none` to leave labels aside. */
  readonly read: string;
  readonly options: ReadOptions;
  readonly progress?: (part: number) => void;
}

interface Unread {
  /** Masks of the images that were not read as labels. */
  readonly unread: readonly string[];
}

/** What was found. `none`: no labels at all. `refused`: several formats at once, or not the one asked for. */
export type Found =
  | ({
      readonly kind: 'none';
      /** Where a format was asked for: what was expected, and what there was instead. */
      readonly trouble: LabelTrouble | null;
    } & Unread)
  | ({ readonly kind: 'refused'; readonly sentence: string; readonly formats: readonly string[] } & Unread)
  | ({
      readonly kind: 'found';
      readonly format: LabelFormat;
      readonly set: LabelSet;
      readonly counts: FoundCounts;
    } & Unread);

export interface FoundCounts {
  readonly files: number;
  readonly labels: number;
  /** Images that a label file speaks of, with or without an object. */
  readonly images: number;
  /** Those of them without a label: background. */
  readonly empty: number;
  /** Images that no label file speaks of. */
  readonly withoutLabels: number;
  /** Things that could not be taken as they stand; what is listed names some of them. */
  readonly troubles: number;
}

/** Finds the labels of a dataset by content and layout, and reads them. */
export async function findLabels(input: FindInput): Promise<Found> {
  const { files, read, options, progress } = input;
  const paths = input.images.filter((path) => !isOfMac(path));
  // What lies in a folder called "masks" may be of a class called so.
  const masks = new Set(read === 'class-folders' ? [] : masksAmong(paths));
  if (read === 'none') return { kind: 'none', trouble: null, unread: [...masks] };
  const images = new ImageIndex(paths.filter((path) => !masks.has(path)));
  const said = formatOf(read)?.id ?? 'auto';
  const candidates = files.filter(({ path }) => mayHoldLabels(path) && !isOfMac(path));
  const claims = await claimsOf(candidates, images, said);
  const refuse = (sentence: string): Found => ({
    kind: 'refused',
    sentence,
    formats: [...claims.keys()],
    unread: [...masks],
  });
  const asked = read === 'auto' ? null : formatOf(read);
  if (read !== 'auto' && !asked)
    return refuse(`Expected \`labels.read\` to be auto, none or one of ${ids(labelFormats)}, received "${read}".`);
  const formats = labelFormats.filter(({ id }) => claims.has(id));
  const chosen = asked ? formats.filter((format) => format === asked) : formats;
  const [format, ...others] = chosen;
  if (!format && asked && formats.length > 0)
    return refuse(`Expected labels in the format ${asked.id}, found ${ids(formats)}.`);
  if (!format) return { kind: 'none', trouble: asked && noneOf(asked, candidates.length), unread: [...masks] };
  if (others.length > 0)
    return refuse(
      `Labels in several formats were found: ${ids(chosen)}. Say in \`labels.read\` which of them are meant, or none.`,
    );
  const own = claims.get(format.id) ?? [];
  const asRead = await format.read({ files: own, images, options, ...(progress && { progress }) });
  const set = { ...asRead, troubles: [...asRead.troubles, ...alikeNames(asRead.classes), ...tiesOf(asRead, images)] };
  const asLabels = new Set(set.files);
  const unread = [...masks].filter((path) => !asLabels.has(path));
  return { kind: 'found', format, set, counts: countsOf(set, images), unread };
}

/** @param candidates How many files were looked into. */
function noneOf({ id }: LabelFormat, candidates: number): LabelTrouble {
  const detail = `Expected labels in the format ${id}, found none in any format among ${candidates} files that may hold some.`;
  return { code: 'no-labels', file: '', where: '', detail };
}

/** Labels that went to one of several images by no more than a guess. */
function tiesOf({ files }: LabelSet, images: ImageIndex): readonly LabelTrouble[] {
  const own = new Set(files);
  const troubles = new Troubles();
  for (const { near, name, many, taken } of images.ties())
    if (own.has(near)) {
      const detail = `Expected one image that ${quoted(name)} may mean, found ${many} alike: ${quoted(taken)} was taken.`;
      troubles.add('ambiguous-image', near, '', detail);
    }
  return troubles.all();
}

function ids(formats: readonly LabelFormat[]): string {
  return formats.map(({ id }) => id).join(', ');
}

function countsOf({ store, files, troubles }: LabelSet, images: ImageIndex): FoundCounts {
  let withLabels = 0;
  let many = 0;
  for (const image of store.images()) {
    many++;
    if (store.hasLabels(image)) withLabels++;
  }
  return {
    files: files.length,
    labels: store.size,
    images: many,
    empty: many - withLabels,
    withoutLabels: images.size - many,
    troubles: troubles.length,
  };
}
