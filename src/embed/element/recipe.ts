import { EmbedError } from './trouble';

/**
 * A recipe as a page gives it: an object, its JSON, or the address of a file that holds it. Fetched by the page itself.
 * @throws EmbedError `bad-recipe` where it is no JSON, or does not come.
 */
export async function recipeOf(given: unknown): Promise<unknown> {
  if (typeof given !== 'string' || !given.trim()) return given || null;
  try {
    if (given.trim().startsWith('{')) return JSON.parse(given);
    const response = await fetch(new URL(given, document.baseURI));
    if (!response.ok) throw new Error(`status ${response.status}`);
    return await response.json();
  } catch (error) {
    throw new EmbedError('bad-recipe', `Expected a recipe at \`${given}\`, received ${(error as Error).message}.`);
  }
}
