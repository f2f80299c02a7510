import { counted, folded } from '../core/dataset/paths';
import type { LabelFormat, WriteInput, WrittenFile } from './format';

/**
 * The files of a format, each under a path of its own on any file system, case aside: none is another's, an image's or a folder.
 * One whose path is taken, as that of a mask where an image is `masks/a.png`, is written as `a (2).png`, which no reader looks
 * for, and told.
 * @param taken Paths of images and other outputs.
 */
export async function* writtenFiles(
  write: NonNullable<LabelFormat['write']>,
  input: WriteInput,
  taken: Iterable<string>,
): AsyncGenerator<WrittenFile, void, undefined> {
  const places = new Set<string>();
  for (const path of taken) take(places, path);
  for await (const { path: wish, pieces } of write(input)) {
    let path = wish;
    for (let count = 2; places.has(folded(path)); count++) path = counted(wish, count);
    take(places, path);
    if (path !== wish) input.lost('file-name-taken');
    yield { path, pieces };
  }
}

/** With the folders that it lies in. */
function take(places: Set<string>, path: string): void {
  const place = folded(path);
  places.add(place);
  for (let end = place.lastIndexOf('/'); end > 0; end = place.lastIndexOf('/', end - 1)) {
    const folder = place.slice(0, end);
    if (places.has(folder)) return;
    places.add(folder);
  }
}
