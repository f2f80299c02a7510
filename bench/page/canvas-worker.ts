import { serve } from '../../src/pool/serve';
import type { Placed } from '../subjects/subject';

export interface CanvasRequest {
  readonly width: number;
  readonly height: number;
  /** Where the picture lies; it fills the output where this is absent. */
  readonly placed?: Placed;
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp';
  /** 0 to 1. */
  readonly quality: number;
  /** Who scales: the decoder's bitmap, or the canvas that it is drawn on. */
  readonly scaledBy: 'createImageBitmap' | 'drawImage';
}

export interface CanvasTasks {
  draw(bytes: ArrayBuffer, request: CanvasRequest): Promise<ArrayBuffer>;
}

const tasks: CanvasTasks = {
  async draw(bytes, { width, height, placed = { left: 0, top: 0, width, height }, type, quality, scaledBy }) {
    const blob = new Blob([bytes]);
    const bitmap =
      scaledBy === 'createImageBitmap'
        ? await createImageBitmap(blob, {
            resizeWidth: placed.width,
            resizeHeight: placed.height,
            resizeQuality: 'high',
          })
        : await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: type !== 'image/jpeg' });
    if (!context) throw new Error('This browser draws on no OffscreenCanvas.');
    if (placed.width !== width || placed.height !== height) {
      context.fillStyle = '#727272';
      context.fillRect(0, 0, width, height);
    }
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, placed.left, placed.top, placed.width, placed.height);
    bitmap.close();
    const encoded = await canvas.convertToBlob({ type, quality });
    if (encoded.type !== type) throw new Error(`This browser writes no ${type}.`);
    return encoded.arrayBuffer();
  },
};

serve(tasks);
