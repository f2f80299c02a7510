/** What `npm run generate` writes, by path from the project's root. */
import { operations } from '../../src/core/operations/index';
import { multiprocessingPage, multiprocessingPath } from './multiprocessing';
import { indexPage, operationPage, pagePath, pagesFolder, picturePath } from './pages';
import { drawPictures } from './pictures';
import { recipeJsonSchema, reportJsonSchema } from './schemas';

export { pagesFolder } from './pages';

/** Everything that is text: two schemas, a page for each operation, their list, and the programs on the pool's page. */
export function texts(): Record<string, string> {
  return {
    'public/recipe.schema.json': json(recipeJsonSchema()),
    'public/report.schema.json': json(reportJsonSchema()),
    [multiprocessingPath]: multiprocessingPage(),
    [`${pagesFolder}/README.md`]: indexPage(operations),
    ...Object.fromEntries(operations.map((one) => [pagePath(one), operationPage(one)])),
  };
}

/** Each operation's picture as a PNG, made by running its example. */
export async function pictures(): Promise<Record<string, Uint8Array>> {
  const drawn = await drawPictures(operations);
  return Object.fromEntries(drawn.map(({ operation, png }) => [picturePath(operation), png]));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
