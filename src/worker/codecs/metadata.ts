import type Vips from 'wasm-vips';
import type { Orientation } from '../../core/header/header';
import type { Recipe } from '../../core/recipe/recipe';
import type { VipsLibrary } from '../vips';
import { namesOf } from './decode';
import { withoutPlace, withoutPlaceXmp } from './place';
import { writers, type MetadataKind, type WrittenFormat } from './writers';

export interface MetadataOptions {
  readonly keep: Recipe['output']['keep'];
  readonly orientation: Orientation;
  readonly format: WrittenFormat;
}

/**
 * The image with just the fields that may be written, and libvips' `keep` flags for them. An orientation other than
 * upright is always kept, alone if need be: without its tag the picture would lie on its side.
 * @returns a new handle.
 */
export function withMetadata(
  vips: VipsLibrary,
  image: Vips.Image,
  { keep, orientation, format }: MetadataOptions,
): { image: Vips.Image; keep: number } {
  const copy = image.copy();
  const kept = kinds[keep].filter((kind) => kind !== 'iptc' || holdsIptc(copy, format));
  for (const name of namesOf(copy)) {
    const kind = kindOf(name);
    if (kind !== null && !kept.includes(kind)) copy.remove(name);
  }
  if (keep === 'strip-gps') stripPlace(copy);
  copy.remove('orientation');
  copy.remove('exif-ifd0-Orientation');
  if (orientation !== 1) copy.setInt('orientation', orientation);
  const flagOf = vips.ForeignKeep as unknown as Readonly<Record<MetadataKind | 'all', EnumValue>>; // By these names.
  const flags = kept.length === kinds.all.length ? [flagOf.all] : kept.map((kind) => flagOf[kind]);
  const sum = flags.reduce<number>((all, flag) => all | valueOf(flag), 0);
  return { image: copy, keep: orientation === 1 ? sum : sum | valueOf(flagOf.exif) };
}

const every = ['exif', 'xmp', 'iptc', 'icc', 'other'] as const;

const kinds: Readonly<Record<Recipe['output']['keep'], readonly MetadataKind[]>> = {
  none: [],
  icc: ['icc'],
  exif: ['exif'],
  xmp: ['xmp'],
  all: every,
  'strip-gps': every,
};

/** Whether colours stay in the file's own profile, which is written with them: a format without profiles gets sRGB. */
export function keepsProfile(keep: Recipe['output']['keep'], format: WrittenFormat): boolean {
  return kinds[keep].includes('icc') && writers[format].metadata.includes('icc');
}

/** The blocks of metadata by the fields that hold them, as people name them. */
const blocks = [
  ['exif-data', 'exif', 'EXIF'],
  ['xmp-data', 'xmp', 'XMP'],
  ['iptc-data', 'iptc', 'IPTC'],
] as const;

/** What the recipe keeps, the image has and the format has no place for. A profile is honoured instead. */
export function unheld(image: Vips.Image, keep: Recipe['output']['keep'], format: WrittenFormat): readonly string[] {
  if (keep === 'none' || keep === 'icc') return [];
  const fields = namesOf(image);
  return blocks
    .filter(([field, kind]) => kinds[keep].includes(kind) && fields.includes(field))
    .filter(([, kind]) => (kind === 'iptc' ? !holdsIptc(image, format) : !writers[format].metadata.includes(kind)))
    .map(([, , name]) => name);
}

/**
 * Whether readers would find the image's IPTC in the format. libvips takes it from a JPEG wrapped in Photoshop's resources and
 * from a TIFF bare, and writes it as it is.
 */
function holdsIptc(image: Vips.Image, format: WrittenFormat): boolean {
  if (!writers[format].metadata.includes('iptc') || !namesOf(image).includes('iptc-data')) return false;
  const start = String.fromCharCode(...image.getBlob('iptc-data').subarray(0, 9));
  return (start === 'Photoshop') === (format === 'jpeg');
}

function stripPlace(image: Vips.Image): void {
  const names = namesOf(image);
  if (names.includes('exif-data')) image.setBlob('exif-data', withoutPlace(image.getBlob('exif-data')));
  if (names.includes('xmp-data')) image.setBlob('xmp-data', withoutPlaceXmp(image.getBlob('xmp-data')));
  // libvips writes EXIF anew from its fields; the third directory is GPS.
  for (const name of names) if (/^exif-ifd3-|^exif-ifd\d-GPS/.test(name)) image.remove(name);
}

/** embind's enumerations are objects with a value. */
type EnumValue = number | { readonly value: number };

function valueOf(flag: EnumValue): number {
  return typeof flag === 'number' ? flag : flag.value;
}

/** Null for what is no metadata of the file. */
function kindOf(name: string): MetadataKind | null {
  if (/^(?:exif-|jpeg-thumbnail-data|orientation)/.test(name)) return 'exif';
  if (name.startsWith('xmp-')) return 'xmp';
  if (name.startsWith('iptc-')) return 'iptc';
  if (name === 'icc-profile-data') return 'icc';
  return /^(?:png-comment-|photoshop-data|gif-comment|image-description)/.test(name) ? 'other' : null;
}
