import type { PlacedLabels } from '../../core/dataset/placed-labels';
import { shapeOf } from '../../core/dataset/labels';
import { bitmapOf } from '../../core/geometry/mask';
import { maskColour } from './label-look';

/** The longer side of what masks are painted on, at most. */
const mostPx = 2048;

/** Paints the masks of labels in the looks of their classes, by nearest neighbour; later ones over earlier ones. */
export function paintMasks(canvas: HTMLCanvasElement, { size, labels }: Pick<PlacedLabels, 'size' | 'labels'>) {
  const scale = Math.min(1, mostPx / Math.max(size.width, size.height));
  canvas.width = Math.max(1, Math.round(size.width * scale));
  canvas.height = Math.max(1, Math.round(size.height * scale));
  const turn = Math.max(6, Math.round(Math.max(canvas.width, canvas.height) / 70));
  const context = canvas.getContext('2d');
  if (!context) return;
  const image = context.createImageData(canvas.width, canvas.height);
  const pixels = new DataView(image.data.buffer);
  for (const label of labels) {
    const mask = shapeOf(label, 'mask')?.mask;
    const bitmap = mask && bitmapOf(mask);
    if (!bitmap) continue;
    const { at, pixels: ones } = bitmap;
    const colour = maskColour(label.class, turn);
    for (let y = 0; y < canvas.height; y++) {
      const row = Math.floor((y + 0.5) / scale) - at.y0;
      if (row < 0 || row >= at.y1 - at.y0) continue;
      for (let x = 0; x < canvas.width; x++) {
        const column = Math.floor((x + 0.5) / scale) - at.x0;
        if (column < 0 || column >= at.x1 - at.x0 || ones[row * (at.x1 - at.x0) + column] !== 1) continue;
        pixels.setUint32(4 * (y * canvas.width + x), colour(x, y));
      }
    }
  }
  context.putImageData(image, 0, 0);
}
