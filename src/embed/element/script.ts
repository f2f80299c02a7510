/** Where this script came from, which is where its frame is; null where a bundler has made another script of it. */
export const scriptUrl =
  (document.currentScript as HTMLScriptElement | null)?.src ||
  document.querySelector<HTMLScriptElement>('script[src*="many-hands"]')?.src ||
  null;
