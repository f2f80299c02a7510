/** Files of the site that most visits do without: kept when first used, or when a person wants everything offline. */
export interface Part {
  /** A stable word. */
  readonly id: string;
  /** In a person's words. */
  readonly name: string;
  /** What it is for: the end of “Needed for …”. */
  readonly purpose: string;
  /** Addresses in the built site, `*` standing for a hash. The build fails where one of them matches no file. */
  readonly files: readonly string[];
}

/** To make files of the build optional is to add an entry. Everything that no entry names is kept at the first visit. */
export const parts: readonly Part[] = [
  {
    id: 'licences',
    name: 'Licences',
    purpose: 'reading the terms of the libraries inside',
    files: ['LICENSE.txt', 'THIRD-PARTY-LICENSES.txt'],
  },
];
