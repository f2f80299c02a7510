import { recipeVersion } from './recipe';

/**
 * Brings a recipe of an older version to the newest one. There is one version so far, so it says only what is wrong.
 * @returns what is wrong with the version as the end of "Expected `version` …", or the value to go on with.
 */
export function migrate(
  value: Readonly<Record<string, unknown>>,
): { readonly value: Readonly<Record<string, unknown>> } | { readonly wanted: string } {
  const version = value['version'];
  if (version === recipeVersion) return { value };
  return typeof version === 'number' && Number.isInteger(version) && version > recipeVersion
    ? { wanted: `to be ${recipeVersion} (the recipe was made by a newer Many Hands: update this one)` }
    : { wanted: `to be ${recipeVersion}` };
}
