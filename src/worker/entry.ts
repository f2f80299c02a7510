import './symbols';
import { sideModules } from '../core/lacking';
import type { Worked } from '../core/dataset/outcome';
import { letGo } from '../pool/let-go';
import { retire, serve } from '../pool/serve';
import type { Tier } from '../core/tier';
import type { ProcessRequest, WorkerStart, WorkerTasks } from './api';
import type { BrowserReader } from './browser-decoder';
import type { Engines } from './engines';
import { askFor } from './hand-over';
import { Kernels } from './kernels';
import { loaded } from './loaded';
import type { Magick } from './magick';
import { previewOf } from './preview';
import { processItem } from './process';
import { spoilsMemory } from './codecs/trouble';
import { proveBrowser } from './prove-browser';
import { pictureOf } from './show';
import { Turns } from './turns';
import { startVips, type VipsHost } from './vips';

/** libvips is started when it is first needed. */
class Host implements Engines {
  readonly kernels: NonNullable<Engines['kernels']>;
  readonly tier: Tier;
  readonly vips: Engines['vips'];
  browser: BrowserReader | null = null;
  /** Whoever made this worker named it for them. */
  readonly sideModules = sideModules.filter((module) => self.name.split(' ').includes(module));
  readonly spoilt = retire;
  readonly #options: WorkerStart;
  #vips: Promise<VipsHost> | null = null;
  #magick: Promise<Magick> | null = null;
  /** Of the kernels, and of each library that runs here. */
  readonly #memories: (() => number)[] = [];
  /** What has been done of all that it may do. */
  #done = 0;

  constructor(options: WorkerStart) {
    this.#options = options;
    this.tier = options.tier;
    // Without isolation it would hang silently.
    this.vips = options.tier.name === 'full' ? () => this.#started() : null;
    const kernels = new Kernels(options.kernels, options.maxKernelBytes);
    this.kernels = { kernels, turns: new Turns() };
    this.#memories.push(() => kernels.memoryBytes());
  }

  async #started(): Promise<VipsHost['vips']> {
    this.#vips ??= this.#startVips();
    return (await this.#vips).vips;
  }

  readonly magick = () => {
    this.#magick ??= this.#startMagick();
    return this.#magick;
  };

  async #startMagick(): Promise<Magick> {
    try {
      const parts = Promise.all([import('./magick'), askFor('imagemagick')]);
      const [{ startMagick }, module] = await loaded('ImageMagick, which reads this format,', parts);
      const magick = await startMagick(module);
      this.#memories.push(magick.memoryBytes);
      return magick;
    } catch (error) {
      retire();
      throw error;
    }
  }

  async #startVips(): Promise<VipsHost> {
    const { maxWasmBytes } = this.#options;
    try {
      const module = await loaded('libvips', askFor('libvips'));
      const started = await startVips({ module, sideModules: this.sideModules, maxWasmBytes });
      this.#memories.push(started.memoryBytes);
      return started;
    } catch (error) {
      // What did not start here may in another worker.
      retire();
      throw error;
    }
  }

  /** Asks for a successor when this worker has grown or worked enough. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const { retireAfterItems, retireAfterLightItems, retireAboveBytes } = this.#options;
    try {
      return await work();
    } catch (error) {
      if (spoilsMemory(error)) retire();
      throw error;
    } finally {
      this.#done += 1 / (this.#memories.length > 1 ? retireAfterItems : retireAfterLightItems);
      const bytes = this.#memories.reduce((sum, memory) => sum + memory(), 0);
      if (this.#done >= 1 || bytes > retireAboveBytes) retire();
    }
  }
}

let host: Host | null = null;

async function start(options: WorkerStart): Promise<void> {
  host = new Host(options);
  host.browser = await proveBrowser(host.kernels.kernels);
}

function onHost<T>(work: (engines: Host) => Promise<T>): Promise<T> {
  const engines = host;
  if (!engines) throw new Error('Expected `start` to run before any other task of this worker.');
  return engines.run(() => work(engines));
}

async function process(bytes: ArrayBuffer, request: ProcessRequest): Promise<Worked> {
  let isOutput = false;
  try {
    const worked = await onHost((engines) => processItem(engines, new Uint8Array(bytes), request));
    isOutput = worked.status === 'done' && worked.outputs.some((output) => output.bytes === bytes);
    return worked;
  } finally {
    if (!isOutput) letGo(bytes);
  }
}

const tasks: WorkerTasks = {
  start,
  process,
  thumbnail: (bytes, request) => onHost((engines) => pictureOf(engines, new Uint8Array(bytes), request)),
  preview: (bytes, request) => onHost((engines) => previewOf(engines, bytes, request)),
};

serve(tasks);
