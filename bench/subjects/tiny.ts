import sharp from 'sharp';

/** What a subject's start is measured with: an image that costs nothing beside it. */
export function tinyImage(): Promise<Uint8Array> {
  return sharp({ create: { width: 16, height: 16, channels: 3, background: '#727272' } })
    .jpeg()
    .toBuffer();
}
