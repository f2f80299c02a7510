import { isMetadata } from './folders/imagefolder-read';
import type { LabelFile } from './format';
import { boxColumns, imageColumns, isDescriptions, openImagesId } from './tables/open-images-read';
import { tensorflowColumns, tensorflowCsvId } from './tables/tensorflow-csv-read';
import { csvHead } from './text/csv';
import { isViaCsv, viaColumns, viaId } from './via/via-read';

/** All columns that a table of a format has. */
const columns: Readonly<Record<string, readonly string[]>> = {
  [tensorflowCsvId]: tensorflowColumns,
  [openImagesId]: boxColumns,
  [viaId]: viaColumns,
};

interface Table {
  readonly file: LabelFile;
  readonly names: ReadonlySet<string>;
}

/**
 * Tables by the format that their heads say. One whose head is damaged, so that its reader tells of it, is that of a format
 * that others are of, or that was asked for, where it has most of its columns; and where nobody asked and there are no labels
 * besides, of any that it has most columns of.
 * @param headOf The first lines of a file.
 * @param isAlone Whether nothing else was found: then any table is what was asked for.
 */
export async function csvClaims(
  files: readonly LabelFile[],
  headOf: (file: LabelFile) => Promise<string>,
  { asked, isAlone }: { readonly asked: string; readonly isAlone: boolean },
): Promise<readonly (readonly [id: string, file: LabelFile])[]> {
  const claims: [id: string, file: LabelFile][] = [];
  const others: Table[] = [];
  for (const file of files) {
    if (!/\.csv$/i.test(file.path) || isMetadata(file.path) || isDescriptions(file.path)) continue;
    const head = await headOf(file);
    const names = new Set(csvHead(head).map((name) => name.trim()));
    const id = kindOf(head, names);
    if (id === null) others.push({ file, names });
    else claims.push([id, file]);
  }
  const known = new Set(claims.map(([id]) => id));
  const isAnybodys = isAlone && claims.length === 0 && asked === 'auto';
  const meant = Object.keys(columns).filter((id) => known.has(id) || id === asked || isAnybodys);
  for (const { file, names } of others) {
    const id = meant.find((one) => hasMost(names, columns[one] ?? []));
    if (id !== undefined) claims.push([id, file]);
  }
  if (claims.length > 0 || !isAlone || !Object.hasOwn(columns, asked)) return claims;
  return others.map(({ file }) => [asked, file]);
}

function kindOf(head: string, names: ReadonlySet<string>): string | null {
  if (isViaCsv(head)) return viaId;
  const hasAll = (some: readonly string[]) => some.every((name) => names.has(name));
  if (hasAll(tensorflowColumns)) return tensorflowCsvId;
  return hasAll(boxColumns) || (hasAll(imageColumns) && names.has('Source')) ? openImagesId : null;
}

function hasMost(names: ReadonlySet<string>, some: readonly string[]): boolean {
  return some.filter((name) => names.has(name)).length > some.length / 2;
}
