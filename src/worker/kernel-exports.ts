/** What the module of `src/kernels/index.ts` exports; addresses are unsigned, and come as signed numbers. */
export interface KernelExports {
  mark(): number;
  release(to: number): void;
  alloc(size: number): number;
  fill(dst: number, stride: number, width: number, height: number, bands: number, value: number): void;
  transpose(
    src: number,
    srcStride: number,
    width: number,
    height: number,
    bands: number,
    dst: number,
    dstStride: number,
  ): void;
  premultiply(at: number, stride: number, width: number, height: number): void;
  unpremultiply(at: number, stride: number, width: number, height: number): void;
  resample(
    src: number,
    srcStride: number,
    srcWidth: number,
    srcHeight: number,
    bands: number,
    x0: number,
    y0: number,
    x1: number,
    y1: number,
    flipX: boolean,
    flipY: boolean,
    dst: number,
    dstStride: number,
    dstWidth: number,
    dstHeight: number,
    kernel: number,
  ): void;
  toPlanes(
    src: number,
    srcStride: number,
    order: number,
    width: number,
    height: number,
    halves: number,
    y: number,
    yStride: number,
    cb: number,
    cr: number,
    chromaStride: number,
    chromaWidth: number,
  ): void;
  toRgb(
    y: number,
    yStride: number,
    cb: number,
    cr: number,
    chromaStride: number,
    width: number,
    height: number,
    dst: number,
    dstStride: number,
  ): void;
  upsample(
    src: number,
    srcStride: number,
    srcWidth: number,
    srcHeight: number,
    isTall: boolean,
    dst: number,
    dstStride: number,
    height: number,
  ): void;
  dropFourth(
    src: number,
    srcStride: number,
    width: number,
    height: number,
    swaps: boolean,
    dst: number,
    dstStride: number,
  ): void;
  encode(
    width: number,
    height: number,
    layout: number,
    y: number,
    yStride: number,
    cb: number,
    cr: number,
    chromaStride: number,
    chromaWidth: number,
    quality: number,
    restartRows: number,
  ): number;
  encoded(): number;
}
