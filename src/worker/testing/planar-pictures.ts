import type { Kernels } from '../kernels';
import { chromaOf, type Plane, type Planes, type Sampling } from '../pixels';
import { noise } from './guarded';
import type { PlanarPicture } from './libjpeg-colour';

/**
 * @param cell Sides of the squares of one value in each plane; with 8, a JPEG file of quality 100 holds it without loss,
 *   as each block is flat.
 */
export function planarPicture(width: number, height: number, sampling: Sampling, cell: 1 | 8): PlanarPicture {
  const by = chromaOf(sampling);
  const plane = (across: number, down: number, seed: number) => {
    const columns = Math.ceil(across / cell);
    const values = noise(columns, Math.ceil(down / cell), 1, seed).bytes;
    return Uint8Array.from({ length: across * down }, (_, i) => {
      const [x, y] = [i % across, Math.floor(i / across)];
      return values[Math.floor(y / cell) * columns + Math.floor(x / cell)]!;
    });
  };
  const chroma = [Math.ceil(width / by.x), Math.ceil(height / by.y)] as const;
  return { width, height, sampling, y: plane(width, height, 1), cb: plane(...chroma, 2), cr: plane(...chroma, 3) };
}

/** The picture in the kernels' memory, until what was allocated there is released. */
export function planesOf(kernels: Kernels, { width, height, sampling, y, cb, cr }: PlanarPicture): Planes {
  const by = chromaOf(sampling);
  const put = (bytes: Uint8Array, across: number): Plane => {
    const at = kernels.alloc(bytes.length);
    kernels.bytes(at, bytes.length).set(bytes);
    return { at, stride: across, width: across, height: bytes.length / across };
  };
  const across = Math.ceil(width / by.x);
  return { kind: 'planes', sampling, width, height, y: put(y, width), cb: put(cb, across), cr: put(cr, across) };
}

/** Packed RGB by the kernels, into a rectangle with a gap behind each row. */
export function rgbByKernels(kernels: Kernels, picture: PlanarPicture): { bytes: Uint8Array; strays: number } {
  const mark = kernels.mark();
  try {
    const { width, height } = picture;
    const planes = planesOf(kernels, picture);
    const stride = width * 3 + 7;
    const at = kernels.alloc(stride * height);
    kernels.bytes(at, stride * height).fill(99);
    kernels.toRgb(planes, { at, stride, width, height });
    const bytes = new Uint8Array(width * height * 3);
    let strays = 0;
    for (let row = 0; row < height; row++) {
      const line = kernels.bytes(at + row * stride, stride);
      bytes.set(line.subarray(0, width * 3), row * width * 3);
      strays += line.subarray(width * 3).filter((byte) => byte !== 99).length;
    }
    return { bytes, strays };
  } finally {
    kernels.release(mark);
  }
}
