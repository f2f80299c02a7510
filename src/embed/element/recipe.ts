import { EmbedError } from './trouble';

/**
 * A recipe as a page gives it: an object, its JSON, or the address of a file that holds it. Fetched by the page itself.
 * @returns Plain data, whatever the object is: a Proxy, as Vue and Svelte make, could not be handed to a frame.
 * @throws EmbedError `bad-recipe` where it is no JSON, or does not come.
 */
export async function recipeOf(given: unknown): Promise<unknown> {
  let where = '';
  try {
    if (typeof given !== 'string' || !given.trim()) return JSON.parse(JSON.stringify(given || null));
    where = ` at \`${given}\``;
    if (given.trim().startsWith('{')) return JSON.parse(given);
    const response = await fetch(given);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.json();
  } catch (error) {
    throw new EmbedError('bad-recipe', `Expected a recipe${where}, received ${(error as Error).message}.`);
  }
}
