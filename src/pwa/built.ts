/** A file of the built site. */
export interface BuiltFile {
  /** Relative to the service worker's scope. */
  readonly url: string;
  readonly bytes: number;
  /** For `fetch`: `sha256-…`. A file that is not what was built is refused. */
  readonly integrity: string;
  /** Null where the name holds a hash of what is in it. */
  readonly revision: string | null;
}

export interface BuiltPart {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly files: readonly BuiltFile[];
}

/** What the build tells the service worker about the site. */
export interface Built {
  /** Of package.json. */
  readonly version: string;
  /** A hash of every file; the page carries it in `<meta name="build">`. */
  readonly build: string;
  /** What is kept at the first visit. */
  readonly base: readonly BuiltFile[];
  readonly parts: readonly BuiltPart[];
  /** The changelog's newest section, an entry each. */
  readonly changes: readonly string[];
}
