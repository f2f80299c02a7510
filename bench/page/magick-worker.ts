import {
  Gravity,
  ImageMagick,
  initializeImageMagick,
  MagickColor,
  MagickFormat,
  MagickGeometry,
  MagickReadSettings,
} from '@imagemagick/magick-wasm';
import { serve } from '../../src/pool/serve';
import type { Placed } from '../subjects/subject';

export interface MagickRequest {
  readonly width: number;
  readonly height: number;
  readonly placed?: Placed;
  readonly format: 'jpeg' | 'png' | 'webp';
  /** Whether libjpeg is told the size (`jpeg:size`), so that it shrinks while decoding. */
  readonly hinted: boolean;
}

export interface MagickTasks {
  start(module: WebAssembly.Module): Promise<void>;
  work(bytes: ArrayBuffer, request: MagickRequest): Promise<ArrayBuffer>;
}

const formats = { jpeg: MagickFormat.Jpeg, png: MagickFormat.Png, webp: MagickFormat.WebP } as const;

const tasks: MagickTasks = {
  start: (module) => initializeImageMagick(module),
  async work(bytes, { width, height, placed = { left: 0, top: 0, width, height }, format, hinted }) {
    const settings = new MagickReadSettings();
    const longer = Math.max(placed.width, placed.height);
    if (hinted) settings.setDefine(MagickFormat.Jpeg, 'size', `${longer}x${longer}`);
    return ImageMagick.read(new Uint8Array(bytes), settings, (image) => {
      image.autoOrient();
      if (image.width !== placed.width || image.height !== placed.height) {
        const size = new MagickGeometry(placed.width, placed.height);
        size.ignoreAspectRatio = true;
        image.resize(size);
      }
      if (placed.width !== width || placed.height !== height)
        image.extent(new MagickGeometry(width, height), Gravity.Center, new MagickColor('#727272'));
      image.strip();
      if (format !== 'png') image.quality = 80;
      image.settings.setDefine(MagickFormat.Jpeg, 'sampling-factor', '4:2:0');
      // What is handed over lies in wasm memory.
      return image.write(formats[format], (data) => data.slice().buffer);
    });
  },
};

serve(tasks);
