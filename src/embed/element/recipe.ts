/** A recipe as a page gives it: an object, its JSON, or the address of a file that holds it. Fetched by the page itself. */
export async function recipeOf(given: unknown): Promise<unknown> {
  if (typeof given !== 'string' || !given.trim()) return given || null;
  if (given.trim().startsWith('{')) return JSON.parse(given);
  const response = await fetch(new URL(given, document.baseURI));
  if (!response.ok) throw new Error(`Expected a recipe at ${response.url}, received status ${response.status}.`);
  return response.json();
}
