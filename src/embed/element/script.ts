/**
 * Where this script came from, which is where its frame is; null where a bundler has made another script of it, or where it
 * was given another name.
 * @param page Asked while the script runs for the first time: later no script is the current one.
 */
export function scriptUrlIn(page: Pick<Document, 'currentScript' | 'scripts'>): string | null {
  const found = [page.currentScript, ...page.scripts].find((one) =>
    /\/many-hands\.js([?#]|$)/.test((one as HTMLScriptElement | null)?.src ?? ''),
  );
  return (found as HTMLScriptElement | undefined)?.src ?? null; // Only such a one has that `src`.
}
