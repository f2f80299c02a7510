import { webpChunks } from './chunks';

/** Flags of VP8X (RFC 9649, 2.7.1.2). */
const hasProfile = 0x20;

/**
 * A WebP without the profile that a canvas puts in, which says sRGB, as a file without one does. The header of an extended
 * file goes too where nothing else needs it.
 * @returns the very bytes where there is none, or exactly sized ones.
 */
export function plainWebp(webp: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const chunks = [...webpChunks(webp)];
  const [extended] = chunks;
  if (extended?.name !== 'VP8X') return webp;
  const flags = (webp[extended.body] ?? 0) & ~hasProfile;
  const kept = chunks.filter(({ name }) => name !== 'ICCP' && (flags !== 0 || name !== 'VP8X'));
  if (kept.length === chunks.length) return webp;
  // Each with its name and length before it, and padded to an even length behind.
  const parts = kept.map(({ body, end }) => webp.subarray(body - 8, end + ((end - body) & 1)));
  const file = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 12));
  file.set(webp.subarray(0, 12));
  new DataView(file.buffer).setUint32(4, file.length - 8, true);
  let at = 12;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  if (flags !== 0) file[20] = flags;
  return file;
}
