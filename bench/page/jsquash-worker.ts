import decodeJpeg from '@jsquash/jpeg/decode';
import encodeJpeg from '@jsquash/jpeg/encode';
import decodePng from '@jsquash/png/decode';
import encodePng from '@jsquash/png/encode';
import resize from '@jsquash/resize';
import encodeWebp from '@jsquash/webp/encode';
import { serve } from '../../src/pool/serve';
import type { Placed } from '../subjects/subject';

export interface JsquashRequest {
  readonly width: number;
  readonly height: number;
  readonly placed?: Placed;
  readonly format: 'jpeg' | 'png' | 'webp';
}

export interface JsquashTasks {
  work(bytes: ArrayBuffer, request: JsquashRequest): Promise<ArrayBuffer>;
}

/** Baseline, Annex K's tables scaled as libjpeg does, 4:2:0, optimised Huffman tables: what the other sides write. */
const jpegOptions = {
  quality: 80,
  baseline: false,
  progressive: false,
  optimize_coding: true,
  quant_table: 0,
  auto_subsample: false,
  chroma_subsample: 2,
  trellis_multipass: false,
};

const tasks: JsquashTasks = {
  async work(bytes, { width, height, placed = { left: 0, top: 0, width, height }, format }) {
    const isPng = new Uint8Array(bytes, 0, 1)[0] === 0x89;
    // The option turns the pixels upright, whatever its name says.
    const whole = isPng ? await decodePng(bytes) : await decodeJpeg(bytes, { preserveOrientation: true });
    const isScaled = whole.width !== placed.width || whole.height !== placed.height;
    const scaled = isScaled
      ? await resize(whole, {
          width: placed.width,
          height: placed.height,
          method: 'lanczos3',
          fitMethod: 'stretch',
          // The others scale sRGB values as they are, and an opaque image needs no premultiplying.
          linearRGB: false,
          premultiply: isPng,
        })
      : whole;
    const image = scaled.width === width && scaled.height === height ? scaled : onGrey(scaled, width, height, placed);
    switch (format) {
      case 'jpeg':
        return encodeJpeg(image, jpegOptions);
      case 'png':
        return encodePng(image);
      case 'webp':
        return encodeWebp(image, { quality: 80 });
    }
  },
};

function onGrey(image: ImageData, width: number, height: number, { left, top }: Placed): ImageData {
  const whole = new ImageData(width, height);
  new Uint32Array(whole.data.buffer).fill(0xff_72_72_72);
  for (let y = 0; y < image.height; y++) {
    const row = image.data.subarray(y * image.width * 4, (y + 1) * image.width * 4);
    whole.data.set(row, ((top + y) * width + left) * 4);
  }
  return whole;
}

serve(tasks);
