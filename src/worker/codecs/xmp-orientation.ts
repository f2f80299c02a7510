import type { Note } from '../../core/dataset/outcome';
import { Bytes } from '../../core/header/bytes';
import { exifEntry } from '../../core/header/exif';
import type { Header, ImageFormat } from '../../core/header/header';
import { pngChunks, webpChunks } from './chunks';
import { inflated } from './inflate';
import { readJpegSegments } from './jpeg-segments';

/**
 * What is to be told where XMP's `tiff:Orientation` is another than the file's tag: the tag counts, as in browsers and
 * viewers, which do not look into XMP (Exif 2.32; MWG Guidelines 2.0, 5.3 has EXIF before XMP).
 */
export async function orientationConflict(
  bytes: Uint8Array,
  { format, orientation }: Header,
): Promise<readonly Note[]> {
  const packet = await packetOf(bytes, format);
  const said = packet && spoken.exec(new TextDecoder().decode(packet))?.[1];
  if (!said || Number(said) === orientation) return [];
  const detail = `XMP says orientation ${said}, which is not followed: by the file’s own tag it is ${orientation}.`;
  return [{ code: 'metadata-conflict', detail }];
}

/** As an attribute or as an element (XMP part 2, 3.2.2). */
const spoken = /\btiff:Orientation\s*(?:=\s*["']|>\s*)([1-8])\s*["'<]/;

/** The XMP of formats whose EXIF says the orientation; null where there is none. */
async function packetOf(bytes: Uint8Array, format: ImageFormat): Promise<Uint8Array | null> {
  switch (format) {
    case 'jpeg':
      return readJpegSegments(bytes).xmp;
    case 'png':
      return pngPacket(bytes);
    case 'webp': {
      const chunk = [...webpChunks(bytes)].find(({ name }) => name === 'XMP ');
      return chunk ? bytes.subarray(chunk.body, chunk.end) : null;
    }
    case 'tiff':
      return tiffPacket(bytes);
    default:
      return null;
  }
}

/** XMP part 3, 1.1.5. */
const pngKeyword = 'XML:com.adobe.xmp\0';
const mostPacketBytes = 2 ** 20;

/** An iTXt chunk, packed or not (PNG 3rd edition, 11.3.3.4), or a zTXt, as libvips writes it. */
async function pngPacket(bytes: Uint8Array): Promise<Uint8Array | null> {
  const file = new Bytes(bytes);
  for (const { name, body, end } of pngChunks(bytes)) {
    if ((name !== 'iTXt' && name !== 'zTXt') || !file.has(body, pngKeyword)) continue;
    const at = body + pngKeyword.length;
    if (name === 'zTXt') return inflated(bytes.subarray(at + 1, end), mostPacketBytes);
    const text = bytes.indexOf(0, bytes.indexOf(0, at + 2) + 1) + 1;
    return file.u8(at) === 0 ? bytes.subarray(text, end) : inflated(bytes.subarray(text, end), mostPacketBytes);
  }
  return null;
}

/** XMP part 3, 1.1.4. */
const tiffTag = 700;

function tiffPacket(bytes: Uint8Array): Uint8Array | null {
  const file = new Bytes(bytes);
  const entry = exifEntry(file, tiffTag);
  if (!entry) return null;
  const length = file.u32(entry.valueAt - 4, entry.little);
  const at = file.u32(entry.valueAt, entry.little);
  return bytes.subarray(at, at + length);
}
