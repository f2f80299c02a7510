import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Metadata } from 'sharp';

/** A JPEG on this disk. */
export interface Photograph {
  readonly path: string;
  /** As it is shown, its orientation applied. */
  readonly width: number;
  readonly height: number;
  readonly progressive: boolean;
}

/** The photographs of the corpus, by path; none where there is no corpus. */
export async function corpusPhotographs(corpus: string): Promise<Photograph[]> {
  const folder = join(corpus, 'photos');
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch {
    // The bench runs without the corpus, on photographs that it generates.
    return [];
  }
  const jpegs = names.filter((name) => /\.jpe?g$/i.test(name)).sort();
  return Promise.all(jpegs.map((name) => photographAt(join(folder, name))));
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
