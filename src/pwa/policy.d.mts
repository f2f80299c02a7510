type Headers = Readonly<Record<string, string>>;

type Kind = 'page' | 'worker' | 'engine' | 'frame' | 'relay' | 'element';

/** The headers of every file. */
export declare const everywhere: Headers;

/** The headers of each kind of file, beside those of `everywhere`. */
export declare const headersByKind: Readonly<Record<Kind, Headers>>;

/** Where the kinds lie: paths within the site's folder, of which those that end with `*` name folders. */
export declare const kindsByPath: readonly (readonly [path: string, kind: Kind])[];

/** The policy for a `meta` element: that of pages, but for what browsers read in a header alone. */
export declare const metaPolicy: string;

/**
 * The response headers of one file of the site.
 * @param path Within the site's folder: `assets/index.js`; empty for its first page.
 */
export declare function headersOf(path: string): Headers;

/** Whether a file may be kept by browsers for ever: its name holds a hash of what is in it. */
export declare function isNamedByHash(path: string): boolean;
