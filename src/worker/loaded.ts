import { ItemError } from '../core/errors';

/**
 * What comes of loading a part of the page. Without it: no network, a host that answers no more, or a version of which the
 * host has no files any more; a person can mend each.
 * @param name Begins the sentence.
 * @throws ItemError `not-loaded`.
 */
export async function loaded<T>(name: string, loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch (cause) {
    throw new ItemError('not-loaded', `${name} could not be loaded.`, { cause });
  }
}
