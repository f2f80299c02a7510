import type { Size } from '../../core/geometry/geometry';
import type { Orientation } from '../../core/header/header';
import { Bytes } from '../../core/header/bytes';
import { plainWebp } from './plain-webp';
import { taggedWebp } from './tag-written';

export interface WebpPixels extends Size {
  /** Four bytes a pixel, straight alpha last. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly hasAlpha: boolean;
}

export interface WebpOptions {
  /** 1 to 100. */
  readonly quality: number;
  readonly lossless: boolean;
  /** Whether a bitmap without premultiplied colours is written as it is: Chromium's is. */
  readonly keepsAlpha: boolean;
}

/** @throws Error where the browser writes no WebP, or none without loss. @returns exactly sized bytes of their own. */
export async function writeWebp(
  { width, height, data, hasAlpha }: WebpPixels,
  { quality, lossless, keepsAlpha }: WebpOptions,
  orientation: Orientation,
): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height);
  const image = new ImageData(data, width, height);
  if (hasAlpha && keepsAlpha) {
    const bitmap = await createImageBitmap(image, { premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
    canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
  } else canvas.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0);
  // At 1 libwebp is asked for no loss at all.
  const asked = lossless ? 1 : Math.min(0.995, quality / 100);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: asked });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (blob.type !== 'image/webp') throw new Error(`Expected WebP of the browser, received ${blob.type}.`);
  const isLossless = isWithoutLoss(bytes);
  if (lossless && !isLossless) throw new Error('Expected WebP without loss of the browser, received one with loss.');
  return taggedWebp(plainWebp(bytes), { width, height }, hasAlpha, orientation);
}

function isWithoutLoss(webp: Uint8Array): boolean {
  return new Bytes(webp.subarray(0, 4096)).lastOf('VP8L', 4096) >= 0;
}
