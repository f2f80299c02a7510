import { boxesIn, wholeOf } from '../../core/header/boxes';
import { Bytes } from '../../core/header/bytes';

/** Boxes by their identifiers: XMP part 3, 1.1.6 has its own, the other two are what writers of JPEG 2000 agree on. */
const kinds = [
  ['exif', 'JpgTiffExif->JP2'],
  ['xmp', '\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac'],
  ['iptc', '\x33\xc7\xa4\xd2\xb8\x1d\x47\x23\xa0\xba\xf1\xa3\xe0\x97\xad\x38'],
] as const;

/** EXIF from its byte-order mark on, XMP and IPTC in the boxes of a JPEG 2000 file, which ImageMagick leaves out. */
export function jp2Metadata(bytes: Uint8Array): Record<(typeof kinds)[number][0], Uint8Array | null> {
  const file = new Bytes(bytes);
  const found: ReturnType<typeof jp2Metadata> = { exif: null, xmp: null, iptc: null };
  for (const { name, body, end } of boxesIn(file, wholeOf(file))) {
    if (name !== 'uuid') continue;
    for (const [kind, identifier] of kinds)
      if (file.has(body, identifier)) found[kind] ??= bytes.slice(body + identifier.length, end);
  }
  return found;
}
