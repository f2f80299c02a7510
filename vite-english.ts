import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** React Aria's dictionaries, each of which names its words in 34 languages. */
const dictionary = /react-(?:aria|aria-components|stately)\/dist\/private\/.*\/intlStrings\.mjs$/;

/** The page speaks English, to screen readers too: what React Aria says in 33 other languages is left out (28 kB compressed). */
export function english(): Plugin {
  return {
    name: 'english',
    apply: 'build',
    load: {
      filter: { id: dictionary },
      handler(id) {
        const words = /from "(.*\/en-US\.mjs)"/.exec(readFileSync(id, 'utf8'))?.[1];
        if (words === undefined) return this.error(`Expected a dictionary that imports English, received ${id}.`);
        return `import words from '${words}'; export default { 'en-US': words };`;
      },
    },
  };
}
