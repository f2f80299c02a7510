import type { Encoded, ItemAccount, Note, Timing, Worked } from '../core/dataset/outcome';
import { ItemError } from '../core/errors';
import type { Header } from '../core/header/header';
import { operationOf } from '../core/operations/index';
import type { Step } from '../core/operations/operation';
import type { Recipe } from '../core/recipe/recipe';
import type { ProcessRequest } from './api';
import { normalised, open } from './codecs/decode';
import { encode, extensionOf, writtenFormat, type WrittenFormat } from './codecs/encode';
import { isOutOfMemory, lastLine, readTrouble, textOf } from './codecs/trouble';
import { decodeShrink, planSteps, type Branch } from './plan-steps';
import { identify } from './read-item';
import { runSteps, stepTrouble, type Leaf } from './run-steps';
import { Scope } from './scope';
import type { VipsLibrary } from './vips';

/** The way of one image: header, plans, decode, steps, encode. Every item trouble is an outcome; only bugs throw. */
export async function processItem(vips: VipsLibrary, bytes: Uint8Array, request: ProcessRequest): Promise<Worked> {
  const account = new Account();
  try {
    // In YOLO's layout the label file of an image without objects is empty.
    if (bytes.length === 0 && /\.txt$/i.test(request.path))
      throw new ItemError('not-an-image', 'The file is empty, as that of labels may be.');
    const header = identify(vips, bytes, request.limits);
    account.header = header;
    const outputs =
      request.recipe.output.format === 'copy'
        ? [copied(bytes, header)]
        : await worked(vips, bytes, header, request, account);
    return { status: 'done', outputs, ...account.told() };
  } catch (error) {
    if (error instanceof ItemError) {
      // A dataset holds more than images: what is none is left aside, not failed.
      const status = error.code === 'not-an-image' ? 'skipped' : 'failed';
      return { status, ...error.trouble, ...account.told() };
    }
    throw error;
  }
}

/** What is told of the item, filled in as far as it got. */
class Account {
  header: Header | null = null;
  decoder: ItemAccount['decoder'] = null;
  writer: string | null = null;
  readonly notes: Note[] = [];
  readonly #started = performance.now();
  #decoded = 0;

  /** Pixels or a lazy image exist now. */
  isDecoded(): void {
    this.#decoded = performance.now();
  }

  told(): ItemAccount {
    const { header, decoder, writer, notes } = this;
    const engine = decoder ? 'libvips' : null;
    return {
      decoder,
      reader: engine,
      engine,
      writer,
      width: header?.width ?? null,
      height: header?.height ?? null,
      format: header?.format ?? null,
      ms: this.#timing(),
      notes,
    };
  }

  #timing(): Timing {
    const now = performance.now();
    const decode = (this.#decoded || now) - this.#started;
    // libvips runs as one pass: pixels flow when the encoder pulls.
    return { total: now - this.#started, decode, operations: null, encode: this.#decoded ? now - this.#decoded : 0 };
  }
}

async function worked(
  vips: VipsLibrary,
  bytes: Uint8Array,
  header: Header,
  { path, recipe, limits }: ProcessRequest,
  account: Account,
): Promise<Encoded[]> {
  const { format, notes } = writtenFormat(recipe.output, header.format);
  account.notes.push(...notes);
  const steps: readonly Step[] = recipe.steps;
  for (const { op } of steps)
    if (!operationOf(op)) throw new Error(`Expected a parsed recipe, received the step "${op}".`);
  const branches = await planSteps(steps, { path, seed: recipe.seed, header, maxPixels: limits.maxPixels });
  account.decoder = recipe.decode === 'full' ? 'full' : 'exact';
  const shrink = account.decoder === 'exact' && canShrink(header) ? decodeShrink(branches) : 1;

  using scope = new Scope();
  const outputs: Encoded[] = [];
  let stage: 'read' | 'step' = 'read';
  try {
    const keepTruncated = recipe.input.truncated === 'keep';
    const stored = scope.keep(open(vips, bytes, header.format, { shrink, keepTruncated }));
    const image = scope.keep(normalised(stored, recipe.output.keep !== 'none'));
    account.isDecoded();
    stage = 'step';
    runSteps(vips, image, branches, shrink, (leaf) => {
      stage = 'read';
      const output = written(vips, leaf, format, recipe, lastOrientation(header, branches));
      account.notes.push(...fresh(account.notes, [...leaf.notes, ...output.notes]));
      outputs.push(output.encoded);
      stage = 'step';
    });
  } catch (error) {
    if (stage === 'read' || isOutOfMemory(error)) throw readTrouble(error, header.format, header.complete);
    if (isBug(error)) throw error;
    // Building a pipeline can pull pixels too (a copy to memory): what the decoder says of them comes first.
    const trouble = readTrouble(error, header.format, header.complete);
    throw trouble.code === 'truncated' ? trouble : stepTrouble(error, lastLine(textOf(error)));
  }
  account.writer = 'libvips';
  return outputs;
}

/** WebP's rescaler rounds where the operations expect sides rounded down, so only sides that divide are shrunk there. */
function canShrink({ format, width, height }: Header): boolean {
  return format === 'jpeg' || (format === 'webp' && width % 8 === 0 && height % 8 === 0);
}

function written(
  vips: VipsLibrary,
  { image, suffix }: Leaf,
  format: WrittenFormat,
  { output }: Recipe,
  orientation: Header['orientation'],
): { encoded: Encoded; notes: readonly Note[] } {
  const { bytes, notes } = encode(vips, image, { format, output, orientation });
  const { width, height } = image;
  const encoded = { bytes: bytes.buffer as ArrayBuffer, width, height, format, extension: extensionOf(format), suffix };
  return { encoded, notes };
}

/** The orientation that holds at the end: the file's, or what the last step that changes it has left. */
function lastOrientation(header: Header, branches: readonly Branch[]): Header['orientation'] {
  let orientation = header.orientation;
  for (let [branch] = branches; branch; [branch] = branch.next) orientation = branch.plan.orientation ?? orientation;
  return orientation;
}

function fresh(told: readonly Note[], notes: readonly Note[]): Note[] {
  return notes.filter(({ code, detail }) => !told.some((note) => note.code === code && note.detail === detail));
}

function copied(bytes: Uint8Array, { format, width, height }: Header): Encoded {
  const extension = format === 'jpeg' ? 'jpg' : format === 'tiff' ? 'tif' : format;
  const isWhole = bytes.length === bytes.buffer.byteLength;
  const own = (isWhole ? bytes : bytes.slice()).buffer as ArrayBuffer; // Files' bytes are never shared.
  return { bytes: own, width, height, format, extension, suffix: '' };
}

/** Ours throw plain errors; libvips throws its own kind, or says so in the message. */
function isBug(error: unknown): boolean {
  return error instanceof Error && !/vips/i.test(error.message);
}
