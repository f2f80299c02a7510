import type Vips from 'wasm-vips';
import type { Encoded } from '../core/dataset/outcome';
import type { Recipe } from '../core/recipe/recipe';
import type { Account } from './account';
import { assertFits, encode, extensionOf, type WrittenFormat } from './codecs/encode';
import { jpegWriter, type JpegWriter } from './codecs/write-jpeg';
import { imageOf } from './crossing';
import type { Engines } from './engines';
import type { Pixels, Sampling } from './pixels';
import type { Branch } from './plan-steps';
import type { Told } from './program';
import { runSteps, type Leaf } from './run-steps';
import type { VipsLibrary } from './vips';

export interface WritingOptions {
  readonly engines: Engines;
  /** The file's, whose metadata may be kept. */
  readonly bytes: Uint8Array;
  readonly format: WrittenFormat;
  readonly output: Recipe['output'];
  readonly account: Account;
}

/** The outputs of one image, as they come: from libvips or from the kernels' memory. */
export class Writing {
  readonly outputs: Encoded[] = [];
  /** Whether a step is at work, rather than the decoder, which an encoder drives too. */
  isStepping = false;
  /** Set before anything is handed to libvips. */
  vips: VipsLibrary | null = null;
  /** What planes should be at an output that the kernels write. */
  readonly sampling: Sampling;
  readonly #options: WritingOptions;
  readonly #jpeg: JpegWriter | null;

  constructor(options: WritingOptions) {
    const { engines, bytes, format, output } = options;
    this.#options = options;
    this.#jpeg = format === 'jpeg' && engines.kernels ? jpegWriter(engines.kernels.kernels, bytes, output) : null;
    this.sampling = this.#jpeg ? output.subsampling : '4:4:4';
  }

  /** Whether an output of such pixels needs libvips. */
  needsLibvips(bands: number): boolean {
    const { channels } = this.#options.output;
    const isKept = channels === 'keep' || (channels === 'grey' ? bands === 1 : channels === 'rgb' && bands === 3);
    return !this.#jpeg || !isKept || bands === 4;
  }

  /** An output of libvips' pipeline: its pixels flow now. */
  readonly image = ({ image, suffix, orientation, notes }: Leaf): void => {
    const { format, output, account } = this.#options;
    const { width, height } = image;
    this.isStepping = false;
    const written = encode(this.#vips, image, { format, output, orientation, jpeg: this.#jpeg });
    account.note([...notes, ...written.notes]);
    this.#keep(written.bytes, { width, height }, suffix, written.writer);
    this.isStepping = true;
  };

  /** An output that lies in the kernels' memory. */
  readonly output = (pixels: Pixels, told: Told): void => {
    const { account } = this.#options;
    const bands = pixels.kind === 'planes' ? 3 : pixels.layout === 'grey' ? 1 : pixels.layout === 'rgba' ? 4 : 3;
    const { width, height } = pixels;
    account.encoding(() => {
      if (this.#jpeg && !this.needsLibvips(bands)) {
        assertFits(pixels, 'jpeg');
        return this.#keep(this.#jpeg.write(pixels, told.orientation), { width, height }, told.suffix, 'kernels');
      }
      const image = this.#imageOf(pixels);
      try {
        this.image({ image, ...told, notes: [] });
      } finally {
        image.delete();
      }
    });
  };

  /** Steps that libvips runs on what lies in the kernels' memory. */
  readonly handOver = (pixels: Pixels, branches: readonly Branch[], told: Told, shrink: number): void => {
    const image = this.#imageOf(pixels);
    try {
      runSteps(this.#vips, image, branches, { sequential: false, shrink, told }, (leaf) =>
        this.#options.account.encoding(() => this.image(leaf)),
      );
    } finally {
      image.delete();
    }
  };

  get #vips(): VipsLibrary {
    if (this.vips) return this.vips;
    throw new Error('Expected libvips to be started before anything is handed to it.');
  }

  #imageOf(pixels: Pixels): Vips.Image {
    const { engines } = this.#options;
    if (!engines.kernels) throw new Error('Expected pixels to come from kernels that are there.');
    return imageOf(this.#vips, engines.kernels.kernels, pixels);
  }

  #keep(bytes: Uint8Array, size: { width: number; height: number }, suffix: string, writer: string): void {
    const { format, account } = this.#options;
    account.wrote(writer);
    // Encoders give exactly sized bytes of their own.
    this.outputs.push({ bytes: bytes.buffer as ArrayBuffer, ...size, format, extension: extensionOf(format), suffix });
  }
}
