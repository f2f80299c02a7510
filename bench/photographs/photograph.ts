import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Metadata } from 'sharp';
import { z } from '../../src/core/zod';

/** A JPEG on this disk. */
export interface Photograph {
  readonly path: string;
  /** As it is shown, its orientation applied. */
  readonly width: number;
  readonly height: number;
  readonly progressive: boolean;
}

/** What of the corpus' list is looked at. */
const manifest = z.object({
  files: z.array(
    z.object({
      file: z.string(),
      group: z.string(),
      format: z.string().nullable(),
      width: z.number().nullable(),
      height: z.number().nullable(),
    }),
  ),
});

/** A JPEG in the corpus' list, with its stored size. */
export interface Listed {
  readonly file: string;
  readonly group: string;
  readonly width: number;
  readonly height: number;
}

/** The JPEGs of the corpus that its list has and `takes` takes, by path; none where there is no corpus. */
export async function corpusPhotographs(corpus: string, takes: (listed: Listed) => boolean): Promise<Photograph[]> {
  const list = join(corpus, 'MANIFEST.json');
  // The bench runs without the corpus, on photographs that it generates.
  if (!existsSync(list)) return [];
  const { files } = manifest.parse(JSON.parse(readFileSync(list, 'utf8')));
  const taken = files.flatMap(({ format, width, height, ...one }) =>
    format === 'jpeg' && width !== null && height !== null && takes({ ...one, width, height }) ? [one.file] : [],
  );
  return Promise.all(taken.sort().map((file) => photographAt(join(corpus, file))));
}

export async function photographAt(path: string): Promise<Photograph> {
  const { autoOrient, isProgressive }: Metadata = await sharp(path).metadata();
  return { path, ...autoOrient, progressive: isProgressive ?? false };
}

/** The size of an image inside a square box, never enlarged, rounded as libvips rounds: halves up. */
export function insideBox(
  { width, height }: Pick<Photograph, 'width' | 'height'>,
  box: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, box / width, box / height);
  return { width: Math.floor(width * scale + 0.5), height: Math.floor(height * scale + 0.5) };
}
