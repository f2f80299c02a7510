/** What `npm run generate` writes, by path from the project's root. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performancePath, reportFiles, resultsPath } from '../../bench/report/page';
import { benchResult } from '../../bench/result';
import { operations } from '../../src/core/operations/index';
import { embedFiles } from './embed';
import { formatsPage, formatsPath } from './formats';
import { hostingFiles } from './hosting';
import { labelPicture, labelPicturePath } from './label-picture';
import { multiprocessingPage, multiprocessingPath } from './multiprocessing';
import { indexPage, operationPage, pagePath, pagesFolder, picturePath } from './pages';
import { drawPictures } from './pictures';
import { recipeJsonSchema, reportJsonSchema } from './schemas';

export { pagesFolder } from './pages';

const root = join(import.meta.dirname, '../..');

/**
 * Everything that is text: two schemas, the formats, the conventions of labels as a drawing, a page for each operation, their list, the programs on the pool's
 * page, the element's tables, types and manifest, the headers for hosts, and the
 * figures and the chart of the last run of the bench that was kept.
 */
export function texts(): Record<string, string> {
  return {
    'public/recipe.schema.json': json(recipeJsonSchema()),
    'public/report.schema.json': json(reportJsonSchema()),
    [formatsPath]: formatsPage(),
    [labelPicturePath]: labelPicture(),
    [multiprocessingPath]: multiprocessingPage(),
    ...embedFiles(),
    ...hostingFiles(),
    [`${pagesFolder}/README.md`]: indexPage(operations),
    ...Object.fromEntries(operations.map((one) => [pagePath(one), operationPage(one)])),
    ...performance(),
  };
}

function performance(): Record<string, string> {
  const read = (path: string) => readFileSync(join(root, path), 'utf8');
  return reportFiles(read(performancePath), benchResult.parse(JSON.parse(read(resultsPath))));
}

/** Each operation's picture as a PNG, made by running its example. */
export async function pictures(): Promise<Record<string, Uint8Array>> {
  const drawn = await drawPictures(operations);
  return Object.fromEntries(drawn.map(({ operation, png }) => [picturePath(operation), png]));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
