import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Json } from '../../core/dataset/json';
import type { LabelSet } from '../../core/dataset/label-set';
import { masksAmong } from '../../core/dataset/mask-paths';
import { keptValue } from '../recall';
import { writtenFiles } from '../written-files';
import type { Loss } from '../../core/dataset/label-losses';
import { usualOptions, type LabelFile, type LabelFormat, type WriteInput, type WrittenImage } from '../format';

/** A label file that lies in memory. */
export function fileOf(path: string, content: string | Uint8Array): LabelFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { path, bytes: bytes.length, read: (from = 0, to = bytes.length) => Promise.resolve(bytes.slice(from, to)) };
}

/** All files of a folder of the disk; masks are among both. */
export function folderOf(root: string, name: string): { readonly files: LabelFile[]; readonly images: string[] } {
  const files: LabelFile[] = [];
  const images: string[] = [];
  for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    const at = join(root, entry);
    if (!statSync(at).isFile()) continue;
    const path = `${name}/${relative(root, at)}`;
    if (/\.(?:jpe?g|png|webp)$/i.test(entry)) images.push(path);
    else files.push(fileOf(path, readFileSync(at)));
  }
  for (const path of masksAmong(images))
    files.push(fileOf(path, readFileSync(join(root, path.slice(name.length + 1)))));
  return { files, images };
}

export interface WrittenAll {
  /** By path. */
  readonly files: ReadonlyMap<string, string>;
  /** The same as files to be read again. */
  readonly sources: readonly LabelFile[];
  readonly losses: ReadonlyMap<Loss, number>;
}

/**
 * Writes a set as it was read, with the labels as they are.
 * @param pathOf Of an image's path that in the output; by default its own.
 */
export async function writtenAs(
  format: LabelFormat,
  set: LabelSet,
  sources: readonly LabelFile[],
  size: (image: string) => { readonly width: number; readonly height: number },
  options = usualOptions,
  pathOf: (image: string) => string = (image) => image,
): Promise<WrittenAll> {
  if (!format.write) throw new Error(`Expected ${format.id} to be written.`);
  const images: WrittenImage[] = Array.from(set.store.images(), (source) => ({
    path: pathOf(source),
    source,
    ...size(source),
    labels: set.store.get(source)!,
  }));
  const losses = new Map<Loss, number>();
  const files = new Map<string, string>();
  const input: WriteInput = {
    classes: set.classes,
    info: set.info,
    licences: set.licences,
    kept: set.kept,
    images: { length: images.length, at: (index) => images[index]!, pathAt: (index) => images[index]!.path },
    recall: (kept, id): Promise<Json | null> =>
      keptValue(kept, id, (file) => sources.find(({ path }) => path === set.files[file]) ?? null),
    options,
    lost: (loss) => losses.set(loss, (losses.get(loss) ?? 0) + 1),
  };
  const written = writtenFiles(
    format.write,
    input,
    images.map(({ path }) => path),
  );
  const again: LabelFile[] = [];
  for await (const { path, pieces } of written) {
    const parts: (string | Uint8Array)[] = [];
    for await (const piece of pieces) parts.push(piece);
    const whole = Buffer.concat(parts.map((part) => Buffer.from(part as string))); // Text and bytes alike.
    files.set(path, whole.toString());
    again.push(fileOf(path, new Uint8Array(whole)));
  }
  return { files, sources: again, losses };
}
