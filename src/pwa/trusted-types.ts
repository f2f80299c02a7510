/** What engines with Trusted Types have and TypeScript's DOM has not. A callback that returns null refuses. */
interface TrustedTypesWindow {
  readonly trustedTypes?: {
    createPolicy(
      name: string,
      rules: Readonly<Record<'createHTML' | 'createScriptURL', (text: string) => string | null>>,
    ): unknown;
  };
}

/** Where the build puts scripts that workers are started by, within the site's folder. */
const startable = /^(?:(?:assets|engine)\/[\w.-]+\.js|sw\.js)$/;

/**
 * Whether a worker may be started by this address: that of a script of the build, in its own folder.
 * @param address As `new Worker` gets it.
 * @param page The page's own address.
 */
export function mayStart(address: string, page: string): boolean {
  if (!URL.canParse(address, page)) return false;
  const folder = new URL('.', page).href;
  const { href } = new URL(address, page);
  return href.startsWith(folder) && startable.test(href.slice(folder.length));
}

/**
 * The page's one policy of Trusted Types, which its headers ask for: every text that would become markup, script or a script's
 * address passes here, whoever wrote the line that hands it over. No markup passes but the empty text, by which React Aria
 * clears its announcements; no script; and of addresses those of our own workers. Where an engine has no Trusted Types,
 * nothing is asked.
 */
(globalThis as TrustedTypesWindow).trustedTypes?.createPolicy('default', {
  createHTML: (text) => (text === '' ? text : null),
  createScriptURL: (address) => (mayStart(address, document.baseURI) ? address : null),
});
