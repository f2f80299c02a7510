/** What nobody should find in an output: in every text of a file as a camera and its owner leave it. */
export const marker = 'BEATRICE';

type Entry = readonly [tag: number, type: 'text' | 'short' | 'long' | 'blob' | 'ratios', value: string | number | Uint8Array | readonly number[]]; // prettier-ignore

const types = { text: 2, short: 3, long: 4, ratios: 5, blob: 7 } as const;

/**
 * EXIF as of a camera: the owner's name, a maker note, a user comment, the place, a thumbnail (EXIF 2.32, 4.6.2 to 4.6.6).
 * @param thumbnail A JPEG.
 */
export function cameraExif(orientation: number, thumbnail: Uint8Array): Uint8Array<ArrayBuffer> {
  const comment = bytesOf(`ASCII\0\0\0${marker} comment`);
  const first = (exif: number, gps: number): readonly Entry[] => [
    [0x010e, 'text', `${marker} description`],
    [0x010f, 'text', `${marker} maker`],
    [0x0110, 'text', `${marker} model`],
    [0x0112, 'short', orientation],
    [0x013b, 'text', `${marker} artist`],
    [0x8769, 'long', exif],
    [0x8825, 'long', gps],
  ];
  const exif: readonly Entry[] = [
    [0x9003, 'text', '2020:02:20 20:20:20'],
    [0x927c, 'blob', bytesOf(`${marker} maker note, of no maker's form`)],
    [0x9286, 'blob', comment],
    [0xa431, 'text', `${marker} serial number`],
  ];
  const gps: readonly Entry[] = [
    [0x0001, 'text', 'N'],
    [0x0002, 'ratios', [52, 1, 31, 1, 12, 1]],
    [0x0003, 'text', 'E'],
    [0x0004, 'ratios', [13, 1, 24, 1, 36, 1]],
    [0x001b, 'blob', bytesOf(`ASCII\0\0\0${marker} place`)],
  ];
  const small = (at: number): readonly Entry[] => [
    [0x0103, 'short', 6],
    [0x0201, 'long', at],
    [0x0202, 'long', thumbnail.length],
  ];
  // Directories one after another, each with its values behind it: lengths do not depend on where they lie.
  const exifAt = 8 + directory(first(0, 0), 0, 0).length;
  const gpsAt = exifAt + directory(exif, 0, 0).length;
  const smallAt = gpsAt + directory(gps, 0, 0).length;
  const thumbnailAt = smallAt + directory(small(0), 0, 0).length;
  return Uint8Array.from([
    ...bytesOf('II\x2a\0\x08\0\0\0'),
    ...directory(first(exifAt, gpsAt), 8, smallAt),
    ...directory(exif, exifAt, 0),
    ...directory(gps, gpsAt, 0),
    ...directory(small(thumbnailAt), smallAt, 0),
    ...thumbnail,
  ]);
}

/** One directory at this offset; `next` is where the one after it lies, 0 for none. */
function directory(entries: readonly Entry[], offset: number, next: number): number[] {
  const head: number[] = [...little(entries.length, 2)];
  const behind: number[] = [];
  for (const [tag, type, value] of entries) {
    const bytes = valueOf(type, value);
    const unit = { text: 1, short: 2, long: 4, ratios: 8, blob: 1 }[type];
    head.push(...little(tag, 2), ...little(types[type], 2), ...little(bytes.length / unit, 4));
    if (bytes.length <= 4) head.push(...bytes, ...Array<number>(4 - bytes.length).fill(0));
    else {
      head.push(...little(offset + 2 + 12 * entries.length + 4 + behind.length, 4));
      behind.push(...bytes, ...(bytes.length % 2 === 0 ? [] : [0]));
    }
  }
  return [...head, ...little(next, 4), ...behind];
}

function valueOf(type: Entry[1], value: Entry[2]): number[] {
  if (typeof value === 'string') return [...bytesOf(`${value}\0`)];
  if (typeof value === 'number') return little(value, type === 'short' ? 2 : 4);
  return type === 'ratios' ? Array.from(value).flatMap((one) => little(one, 4)) : Array.from(value);
}

function little(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, at) => (value >>> (8 * at)) & 0xff);
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
