import { partsOf } from '../../core/dataset/paths';
import type { LabelFile } from '../format';
import { vocIndex, vocNames } from '../masks/colour-tables';
import { maskTableOf } from '../masks/mask-table';
import { packed, unpackedColour } from '../shapes/png-plane';

/** What the pixels of SegmentationClass mean. */
export interface VocTable {
  /** Of a class's number. */
  name(number: number): string;
  /** Of a packed colour. */
  number(colour: number): number;
}

const challenge: VocTable = {
  name: (number) => vocNames[number] ?? String(number),
  number: (colour) => vocIndex(unpackedColour(colour)),
};

/** Names and colours of other classes than the challenge's: each `labelmap.txt` for what lies in its folder. */
export class VocTables {
  readonly #tables: readonly { readonly folder: string; readonly table: VocTable }[];
  /** Of one that lies around none of the planes; it may be any's that have no other. */
  readonly #stray: VocTable;

  private constructor(tables: readonly { readonly folder: string; readonly table: VocTable }[], stray: VocTable) {
    this.#tables = tables;
    this.#stray = stray;
  }

  /** @param files Of a dataset, tables among them. @param planes Paths of the PNGs that they may speak of. */
  static async of(files: readonly LabelFile[], planes: readonly string[]): Promise<VocTables> {
    const tables: { readonly folder: string; readonly table: VocTable }[] = [];
    for (const file of files) {
      const table = /(?:^|\/)labelmap\.txt$/i.test(file.path) ? await tableOf(file) : null;
      const { dir } = partsOf(file.path);
      if (table) tables.push({ folder: dir === '' ? '' : `${dir}/`, table });
    }
    tables.sort((one, other) => other.folder.length - one.folder.length);
    const stray = tables.find(({ folder }) => !planes.some((path) => path.startsWith(folder)));
    return new VocTables(tables, stray?.table ?? challenge);
  }

  /** That of the innermost folder around a plane. */
  tableFor(plane: string): VocTable {
    return this.#tables.find(({ folder }) => plane.startsWith(folder))?.table ?? this.#stray;
  }
}

async function tableOf(file: LabelFile): Promise<VocTable | null> {
  const rows = await maskTableOf(file);
  if (!rows) return null;
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const colours = new Map(rows.flatMap(({ id, colour }) => (colour ? [[packed(colour), id] as const] : [])));
  return {
    name: (number) => names.get(number) ?? String(number),
    number: (colour) => colours.get(colour) ?? challenge.number(colour),
  };
}
