import { serve } from '../../src/pool/serve';

export interface CanvasRequest {
  readonly width: number;
  readonly height: number;
  /** 0 to 1. */
  readonly quality: number;
  /** Who scales: the decoder's bitmap, or the canvas that it is drawn on. */
  readonly scaledBy: 'createImageBitmap' | 'drawImage';
}

export interface CanvasTasks {
  inside(bytes: ArrayBuffer, request: CanvasRequest): Promise<ArrayBuffer>;
}

const tasks: CanvasTasks = {
  async inside(bytes, { width, height, quality, scaledBy }) {
    const blob = new Blob([bytes], { type: 'image/jpeg' });
    const bitmap =
      scaledBy === 'createImageBitmap'
        ? await createImageBitmap(blob, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' })
        : await createImageBitmap(blob);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('This browser draws on no OffscreenCanvas.');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    const encoded = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    return encoded.arrayBuffer();
  },
};

serve(tasks);
