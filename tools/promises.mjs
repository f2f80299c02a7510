// What docs/security.md promises, as the text that lies beside the built page: whoever reads it there has no source to follow links in.
import { posix } from 'node:path';

/** @param {string} markdown Of a page in `docs/`. @returns its links as paths from the root of the source. */
export function promises(markdown) {
  const text = markdown.replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, (_, words, target) => {
    const place = /^https?:/.test(target) ? target : posix.join('docs', target);
    return words === place ? place : `${words} (${place})`;
  });
  return `${text.trimEnd()}\n\nPaths are those of the project's source.\n`;
}
