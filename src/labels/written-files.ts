import { counted } from '../core/dataset/paths';
import type { LabelFormat, WriteInput, WrittenFile } from './format';

/**
 * The files of a format, each under a path of its own. Two images whose names differ by their extension alone have label files
 * of one name: the later one is written as `a (2).txt`, which no reader looks for, and told.
 * @param taken Paths that none may have; those that are written are added.
 */
export async function* writtenFiles(
  write: NonNullable<LabelFormat['write']>,
  input: WriteInput,
  taken: Set<string>,
): AsyncGenerator<WrittenFile, void, undefined> {
  for await (const { path: wish, pieces } of write(input)) {
    let path = wish;
    for (let count = 2; taken.has(path); count++) path = counted(wish, count);
    taken.add(path);
    if (path !== wish) input.lost('file-name-taken');
    yield { path, pieces };
  }
}
