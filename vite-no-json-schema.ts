import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** What zod makes JSON Schemas with. */
const makers = /zod\/v4\/core\/(?:to-json-schema|json-schema-processors)\.js$/;

/**
 * JSON Schemas are made at build time (`npm run generate`), never on the page: zod's functions for that are left out of it
 * and of the workers (6 kB compressed each), which its own schemas would keep.
 */
export function noJsonSchema(): Plugin {
  return {
    name: 'no-json-schema',
    apply: 'build',
    load: {
      filter: { id: makers },
      handler(id) {
        const names = [...readFileSync(id, 'utf8').matchAll(/^export (?:function|const) (\w+)/gm)].map(
          ([, name]) => name ?? '',
        );
        // The one that schemas use for their own bounds too.
        const isKept = (name: string): boolean => name === 'aggregateChecks';
        const kept = names.filter(isKept);
        const refused = names.filter((name) => !isKept(name)).map((name) => `${name} = refuse`);
        if (refused.length === 0) return this.error(`Expected a module that exports functions, received ${id}.`);
        return [
          `export { ${kept.join()} } from '${id}?whole';`,
          `const refuse = () => { throw new Error('JSON Schemas are made at build time.'); };`,
          `export const ${refused.join(', ')};`,
        ].join('\n');
      },
    },
  };
}
