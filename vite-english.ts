import type { Plugin } from 'vite';

/** React Aria's words in one other language each. */
const otherLanguage =
  /react-(?:aria|aria-components|stately)\/dist\/private\/intl\/(?:.*\/)?(?!en-US)[a-z]{2}-[A-Z]{2}\.mjs$/;

/** The page speaks English, to screen readers too: what React Aria says in 33 other languages is left out (26 kB compressed). */
export function english(): Plugin {
  return {
    name: 'english',
    apply: 'build',
    load: {
      filter: { id: otherLanguage },
      handler: () => 'export default {};',
    },
  };
}
