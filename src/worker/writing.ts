import type Vips from 'wasm-vips';
import type { Encoded } from '../core/dataset/outcome';
import type { Size } from '../core/geometry/geometry';
import { fillOf } from '../core/operations/fill';
import type { Recipe } from '../core/recipe/recipe';
import type { Account } from './account';
import { inChannels, type Channels } from './channels';
import { encode, sizeMissed, type Written } from './codecs/encode';
import { formatNames } from '../core/header/format-names';
import { keepsProfile } from './codecs/metadata';
import { needsIsolation } from './light-limits';
import { writeByBrowser } from './codecs/write-by-browser';
import { prefersCanvas } from './route';
import { jpegWriter, type JpegWriter } from './codecs/write-jpeg';
import { assertFits, extensionOf, type WrittenFormat } from './codecs/writers';
import { imageOf } from './crossing';
import type { Engines } from './engines';
import type { Kernels } from './kernels';
import type { Packed, Pixels, Sampling } from './pixels';
import type { Branch } from './plan-steps';
import type { Told } from './program';
import { runSteps, type Leaf } from './run-steps';
import type { VipsLibrary } from './vips';

export interface WritingOptions {
  readonly engines: Engines;
  /** The file's, whose metadata may be kept. */
  readonly bytes: Uint8Array;
  readonly format: WrittenFormat;
  readonly recipe: Pick<Recipe, 'encode' | 'output'>;
  readonly account: Account;
}

/** The outputs of one image, as they come: from libvips or from the kernels' memory. */
export class Writing {
  /** Whether a step is at work, rather than the decoder, which an encoder drives too. */
  isStepping = false;
  /** Takes what comes from libvips' pipeline instead of a file being written of it. */
  collect: ((leaf: Leaf) => void) | null = null;
  /** Set before anything is handed to libvips. */
  vips: VipsLibrary | null = null;
  /** What planes should be at an output that the kernels write. */
  readonly sampling: Sampling;
  /** Whether colours stay as the file's profile says; they become sRGB otherwise. */
  readonly keepsProfile: boolean;
  readonly #options: WritingOptions;
  readonly #output: Recipe['output'];
  readonly #jpeg: JpegWriter | null;
  /** Whether the browser writes what is opaque, though libvips could. */
  readonly #prefersCanvas: boolean;
  readonly #outputs: Promise<Encoded>[] = [];

  constructor(options: WritingOptions) {
    const { engines, bytes, format, recipe } = options;
    const { output } = recipe;
    this.#options = options;
    this.#output = output;
    this.#prefersCanvas = format === 'webp' && prefersCanvas(recipe, engines);
    this.keepsProfile = keepsProfile(output.keep, format);
    this.#jpeg = format === 'jpeg' && engines.kernels ? jpegWriter(engines.kernels.kernels, bytes, output) : null;
    this.sampling = this.#jpeg ? output.subsampling : '4:4:4';
  }

  /** Waits for encoders of the browser's, which work on threads of their own. */
  async finished(): Promise<readonly Encoded[]> {
    return this.#options.account.waiting(Promise.all(this.#outputs));
  }

  /** Whether an output of such pixels needs libvips. */
  needsLibvips(bands: number): boolean {
    if (this.#options.engines.tier.name === 'light') return false;
    const isKept = channelsOf(bands) === wanted(this.#output, bands);
    return !(this.#jpeg || this.#prefersCanvas) || !isKept || bands === 4;
  }

  /** An output of libvips' pipeline: its pixels flow now. */
  readonly image = ({ image, suffix, orientation, notes }: Leaf): void => {
    if (this.collect) return this.collect({ image, suffix, orientation, notes });
    this.#encode({ image, suffix, orientation, notes }, image.height);
  };

  /** An animation: its frames below each other in one tall image. */
  animation(leaf: Leaf, pageHeight: number): void {
    this.#encode(leaf, pageHeight);
  }

  #encode({ image, suffix, orientation, notes }: Leaf, height: number): void {
    const { format, account } = this.#options;
    const output = this.#output;
    const { width } = image;
    this.isStepping = false;
    const written = encode(this.#vips, image, { format, output, orientation, jpeg: this.#jpeg, pageHeight: height });
    account.note([...notes, ...written.notes]);
    this.#tellQuality(written);
    this.#keep(written.bytes, { width, height }, suffix, written.writer);
    this.isStepping = true;
  }

  /** An output that lies in the kernels' memory. */
  readonly output = (pixels: Pixels, told: Told): void => {
    const { account } = this.#options;
    const bands = pixels.kind === 'planes' ? 3 : pixels.layout === 'grey' ? 1 : pixels.layout === 'rgba' ? 4 : 3;
    account.encoding(() => {
      if (!this.needsLibvips(bands)) return this.#withoutLibvips(pixels, bands, told);
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

  #withoutLibvips(pixels: Pixels, bands: number, { suffix, orientation }: Told): void {
    const { engines, format } = this.#options;
    const output = this.#output;
    assertFits(pixels, format);
    const { width, height } = pixels;
    const asked = wanted(output, bands);
    // JPEG has no alpha.
    const channels = format === 'jpeg' && asked === 'rgba' ? 'rgb' : asked;
    if (this.#jpeg) {
      const ready = channels === channelsOf(bands) ? pixels : this.#inChannels(pixels, channels);
      const written = this.#jpeg.write(ready, orientation);
      if (written.isMissed) this.#options.account.note([sizeMissed(output)]);
      this.#tellQuality(written);
      return this.#keep(written.bytes, { width, height }, suffix, 'kernels');
    }
    if (format !== 'png' && format !== 'webp') throw needsIsolation(`To write ${formatNames[format]}`);
    if (format === 'webp' && output.maxBytes !== undefined && !output.lossless)
      throw needsIsolation('To find the quality of a WebP for a size');
    const file = writeByBrowser(this.#kernels, this.#inChannels(pixels, channels), {
      format,
      output,
      orientation,
      keepsAlpha: engines.browser?.keepsAlpha ?? false,
    });
    this.#keep(file, { width, height }, suffix, 'browser');
  }

  #tellQuality({ bytes, quality }: Pick<Written, 'bytes' | 'quality'>): void {
    const { maxBytes, quality: asked } = this.#output;
    if (maxBytes === undefined || quality === null || quality === asked) return;
    this.#options.account.lowered({ quality, bytes: bytes.length, asked: { quality: asked, maxBytes } });
  }

  get #vips(): VipsLibrary {
    if (this.vips) return this.vips;
    throw new Error('Expected libvips to be started before anything is handed to it.');
  }

  get #kernels(): Kernels {
    const { engines } = this.#options;
    if (engines.kernels) return engines.kernels.kernels;
    throw new Error('Expected pixels to come from kernels that are there.');
  }

  #imageOf(pixels: Pixels): Vips.Image {
    return imageOf(this.#vips, this.#kernels, pixels);
  }

  /** What comes after is freed with the pass that the pixels are of. */
  #inChannels(pixels: Pixels, channels: Channels): Packed {
    return inChannels(this.#kernels, pixels, channels, fillOf(this.#output.background));
  }

  #keep(made: Uint8Array | Promise<Uint8Array>, size: Size, suffix: string, writer: string): void {
    const { format, account } = this.#options;
    account.wrote(writer);
    const { width, height } = size;
    const encoded = Promise.resolve(made).then((bytes) => ({
      // Encoders give exactly sized bytes of their own.
      bytes: bytes.buffer as ArrayBuffer,
      ...{ width, height, format, extension: extensionOf(format), suffix },
    }));
    // Whoever waits for all of them hears of it.
    encoded.catch(() => {});
    this.#outputs.push(encoded);
  }
}

function channelsOf(bands: number): Channels {
  return bands === 1 ? 'grey' : bands === 4 ? 'rgba' : 'rgb';
}

function wanted({ channels }: Recipe['output'], bands: number): Channels {
  return channels === 'keep' ? channelsOf(bands) : channels;
}
