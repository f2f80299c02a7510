import type { Encoded, Note, Worked } from '../core/dataset/outcome';
import { ItemError, statusOf } from '../core/errors';
import type { Header, ImageFormat } from '../core/header/header';
import type { Step } from '../core/operations/operation';
import { Account } from './account';
import type { ProcessRequest } from './api';
import { assertRight, checked, type Checked } from './checked';
import { channelsDropped } from './codecs/channels-dropped';
import { coloursAssumed } from './codecs/colours-assumed';
import { framesUnread } from './codecs/frames-unread';
import { orientationConflict } from './codecs/xmp-orientation';
import { writers, writtenFormat, type WrittenFormat } from './codecs/writers';
import type { Reader } from '../core/header/readers';
import { formatNames } from '../core/header/format-names';
import { spoilsMemory } from './codecs/trouble';
import type { Engines } from './engines';
import { exactWay } from './exact-way';
import { fastWay } from './fast-way';
import { framesWay } from './frames-way';
import { planSteps } from './plan-steps';
import { endsOf, labelled, type Ends } from './labelled';
import { assertHas, identify } from './read-item';
import { assertKept, unreadable } from './light-limits';
import { prefersBrowser, suitsBrowser, suitsKernels } from './route';
import { Writing } from './writing';

/**
 * The way of one image: header, plans, decode, steps, encode. Every item trouble is an outcome; only bugs throw.
 * @param bytes Of a file, with their whole buffer; the browser's decoder takes them, and leaves them empty.
 * @throws Refused where it does not decode them: ask again, with fresh bytes and `isRefused`.
 */
export async function processItem(engines: Engines, bytes: Uint8Array, request: ProcessRequest): Promise<Worked> {
  const account = new Account();
  try {
    // In YOLO's layout the label file of an image without objects is empty.
    if (bytes.length === 0 && /\.txt$/i.test(request.path))
      throw new ItemError('not-an-image', 'The file is empty, as that of labels may be.');
    const { limits, recipe } = request;
    const { header, reader } = await identify(engines, bytes, { limits, svgWidth: recipe.input.svgWidth });
    account.header = header;
    const reduced = reader.by === 'imagemagick' && header.depth > 8;
    if (reduced && recipe.output.format !== 'copy') account.note([readAtEight(header)]);
    if (header.format === 'svg' && hasText(bytes)) account.note([textNotDrawn]);
    account.note(await orientationConflict(bytes, header));
    account.note(coloursAssumed(bytes, header));
    account.note(channelsDropped(bytes, header));
    account.note(framesUnread(bytes, header, recipe));
    const looked = request.labels && checked(request.labels, header);
    account.wrong = looked?.wrong ?? [];
    if (looked) assertRight(looked);
    const { outputs, ends } =
      recipe.output.format === 'copy'
        ? { outputs: [copied(bytes, header)], ends: looked && endsOf([], header, looked) }
        : await worked(engines, bytes, { header, reader, looked }, request, account);
    return { status: 'done', outputs: ends ? labelled(outputs, ends) : outputs, ...account.told() };
  } catch (error) {
    if (spoilsMemory(error)) engines.spoilt?.();
    if (error instanceof ItemError) {
      return { status: statusOf(error.code), ...error.trouble, ...account.told() };
    }
    throw error;
  }
}

/** `ends`: left out for an item without labels. */
interface Made {
  readonly outputs: readonly Encoded[];
  readonly ends: Ends | undefined;
}

async function worked(
  engines: Engines,
  bytes: Uint8Array,
  {
    header,
    reader,
    looked,
  }: { readonly header: Header; readonly reader: Reader; readonly looked: Checked | undefined },
  { path, recipe, limits, isRefused = false }: ProcessRequest,
  account: Account,
): Promise<Made> {
  const { format, notes } = writtenFormat(recipe.output, header.format);
  account.note(notes);
  if (engines.vips) assertHas(engines, writers[format].needs);
  const { maxPixels } = limits;
  const labels = looked?.labels;
  const stepsFor = ({ orientation }: Pick<Header, 'orientation'>): readonly Step[] => {
    if (writers[format].orientation || orientation === 1 || recipe.steps.some(turnsUpright)) return recipe.steps;
    account.note([autoOriented(format)]);
    return [{ op: 'auto-orient' }, ...recipe.steps];
  };
  const isAnimated = recipe.output.animated === true && (format === 'gif' || format === 'webp') && header.pages > 1;
  const wantsFrames = header.pages > 1 && (recipe.input.frames !== 'first' || isAnimated);
  const branches = await planSteps(stepsFor(header), { path, seed: recipe.seed, header, maxPixels, labels });
  const { vips, browser } = engines;
  const common = { header, branches, account };
  if (!vips) {
    assertKept(header, format, recipe.output);
    const writing = new Writing({ engines, bytes, format, recipe, account });
    const colours = browser && !isRefused ? await suitsBrowser(header, bytes, writing, browser) : null;
    if (!browser || !engines.kernels || !colours) throw unreadable(header, recipe.input.truncated, isRefused);
    const ends = looked && endsOf(branches, header, looked);
    return {
      ends,
      outputs: await fastWay(engines.kernels, bytes, { ...common, colours, writing, reader: browser, vips }),
    };
  }
  const suited = suitsKernels(header, format, recipe.output) ? engines : { ...engines, kernels: null };
  const writing = new Writing({ engines: suited, bytes, format, recipe, account });
  if (wantsFrames) {
    const made = await framesWay({ ...suited, vips }, bytes, {
      header,
      reader,
      recipe,
      writing,
      account,
      path,
      labels,
      stepsFor,
      maxPixels,
      isAnimated,
    });
    return { outputs: made.outputs, ends: looked && endsOf(made.branches, header, looked) };
  }
  const asks =
    !isRefused && (recipe.decode === 'fast' || (recipe.decode === 'auto' && prefersBrowser(header, browser)));
  const colours = asks && browser ? await suitsBrowser(header, bytes, writing, browser) : null;
  const ends = looked && endsOf(branches, header, looked);
  const outputs =
    suited.kernels && browser && colours
      ? await fastWay(suited.kernels, bytes, { ...common, colours, writing, reader: browser, vips })
      : await exactWay({ ...suited, vips }, bytes, { ...common, reader, recipe, writing });
  return { outputs, ends };
}

function turnsUpright({ op }: Step): boolean {
  return op === 'auto-orient';
}

function autoOriented(format: WrittenFormat): Note {
  const detail = `${formatNames[format]} holds no orientation, so the picture was turned upright first.`;
  return { code: 'auto-oriented', detail };
}

const textNotDrawn: Note = {
  code: 'text-not-drawn',
  detail: 'The SVG has text, which is not drawn: there are no fonts here. Turn its text into paths first.',
};

/** Whether an SVG's source has a text element; one that is compressed is not looked into. */
function hasText(bytes: Uint8Array): boolean {
  return /<(?:\w+:)?text[\s>]/.test(new TextDecoder().decode(bytes));
}

function readAtEight({ format, depth }: Header): Note {
  return {
    code: 'depth-reduced',
    detail: `${formatNames[format]} is read at 8 bits a sample; the file has ${depth}.`,
  };
}

/** Where it is not the format's name. */
const usualExtensions: Partial<Record<ImageFormat, string>> = {
  jpeg: 'jpg',
  tiff: 'tif',
  heif: 'heic',
  radiance: 'hdr',
};

function copied(bytes: Uint8Array, { format, width, height }: Header): Encoded {
  const isWhole = bytes.length === bytes.buffer.byteLength;
  const own = (isWhole ? bytes : bytes.slice()).buffer as ArrayBuffer; // Files' bytes are never shared.
  return { bytes: own, width, height, format, extension: usualExtensions[format] ?? format, suffix: '' };
}
