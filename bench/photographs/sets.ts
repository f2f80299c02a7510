import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { GroupOptions } from '../groups/group';
import { generatedPhotographs } from './generated';
import { corpusPhotographs, photographAt, type Listed, type Photograph } from './photograph';

type Ground = Pick<GroupOptions, 'corpus' | 'folder' | 'say' | 'photographs'>;

const leastPixels = 6e6;
const cameraSizes = [
  { width: 3008, height: 2000 },
  { width: 4000, height: 2250 },
  { width: 3872, height: 2592 },
  { width: 3024, height: 4032 },
];
const mediumSizes = Array.from({ length: 3 }, () => ({ width: 2048, height: 1371 }));
const cocoSizes = Array.from({ length: 8 }, () => ({ width: 640, height: 480 }));
/** As many as stand for all: the others of the corpus are of the same microscope. */
const mostCoco = 24;

/** Photographs as cameras write them: 6 MP and more, baseline. */
export async function cameraPhotographs(ground: Ground): Promise<readonly Photograph[]> {
  const large = await found(ground, 'camera', isLarge, cameraSizes);
  return large.filter(({ progressive }) => !progressive);
}

/** Photographs of 6 MP and more that come in scans; where the corpus has none, the camera's ones, written so. */
export async function progressivePhotographs(ground: Ground): Promise<readonly Photograph[]> {
  const large = await found(ground, 'camera', isLarge, cameraSizes);
  const progressive = large.filter((one) => one.progressive);
  if (progressive.length > 0) return progressive;
  const { folder } = ground;
  return made(folder, 'progressive', large, (image) => image.keepMetadata().jpeg({ quality: 92, progressive: true }));
}

/** JPEGs of 640 × 480 px, as in COCO. */
export async function cocoPhotographs(ground: Ground): Promise<readonly Photograph[]> {
  const all = await found(ground, 'coco', isCoco, cocoSizes);
  const natural = all.filter(({ path }) => path.includes('coco128'));
  return [...new Set([...natural, ...all])].slice(0, mostCoco);
}

/** About 3 MP, as many datasets have them. */
export function mediumPhotographs(ground: Ground): Promise<readonly Photograph[]> {
  return found(ground, 'medium', isMedium, mediumSizes);
}

/** 2 MP with an alpha channel: photographs, each cut out with a soft edge. */
export async function cutouts(ground: Ground): Promise<readonly Photograph[]> {
  const photographs = (await cameraPhotographs(ground)).slice(0, 4);
  return made(ground.folder, 'alpha', photographs, (image, { width, height }) => {
    const size = sizeOf(2e6, width / height);
    const mask = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}"><defs><radialGradient id="g">` +
        '<stop offset="0.9" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs>' +
        '<ellipse cx="50%" cy="50%" rx="48%" ry="48%" fill="url(#g)"/></svg>',
    );
    return image
      .resize({ ...size, fit: 'fill' })
      .composite([{ input: mask, blend: 'dest-in' }])
      .png();
  });
}

/** 1 MP JPEGs. */
export async function megapixels(ground: Ground): Promise<readonly Photograph[]> {
  const photographs = (await cameraPhotographs(ground)).slice(0, 6);
  return made(ground.folder, 'megapixel', photographs, (image, { width, height }) =>
    image.resize({ ...sizeOf(1e6, width / height), fit: 'fill' }).jpeg({ quality: 92 }),
  );
}

function isLarge({ group, width, height }: Listed): boolean {
  return group === 'photos' && width * height >= leastPixels;
}

function isMedium({ group, width, height }: Listed): boolean {
  return group === 'annotated' && width * height > 2e6 && width * height < 4e6;
}

function isCoco({ group, width, height }: Listed): boolean {
  return group === 'annotated' && width === 640 && height === 480;
}

async function found(
  { corpus, folder, say, photographs }: Ground,
  name: string,
  takes: (listed: Listed) => boolean,
  sizes: readonly { readonly width: number; readonly height: number }[],
): Promise<readonly Photograph[]> {
  if (photographs) return photographs;
  const listed = await corpusPhotographs(corpus, takes);
  if (listed.length > 0) return listed;
  say(`No photographs in ${corpus}: generating some.`);
  return generatedPhotographs(join(folder, `photographs-${name}`), sizes);
}

/** Files made of photographs, by native sharp, upright. */
async function made(
  folder: string,
  kind: string,
  photographs: readonly Photograph[],
  make: (image: Sharp, photograph: Photograph) => Sharp,
): Promise<Photograph[]> {
  const own = join(folder, `photographs-${kind}`);
  mkdirSync(own, { recursive: true });
  const files: Photograph[] = [];
  for (const [index, photograph] of photographs.entries()) {
    const path = join(own, String(index));
    await make(sharp(photograph.path).autoOrient(), photograph).toFile(path);
    files.push(await photographAt(path));
  }
  return files;
}

function sizeOf(pixels: number, ratio: number): { readonly width: number; readonly height: number } {
  const width = Math.round(Math.sqrt(pixels * ratio));
  return { width, height: Math.round(width / ratio) };
}
