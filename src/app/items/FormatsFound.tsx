import { formatNames } from '../../core/header/format-names';
import type { ImageFormat } from '../../core/header/header';
import { partMegabytes } from '../../core/header/loaded-for';
import { count, listed, number, splitPath } from '../format';
import { formatsFound, type FormatsFound as Found } from '../state/formats';
import type { Unreadable } from '../state/kind-of';
import { useStore } from '../state/store';

/** What the files are, what has to be loaded for them, and which will not be read and why: before anything runs. */
export function FormatsFound() {
  const { counts, parts, unreadable } = useStore(formatsFound);
  const found = [...counts].sort(
    ([format, one], [another, other]) => other - one || formatNames[format].localeCompare(formatNames[another]),
  );
  if (found.length === 0 && unreadable.length === 0) return null;
  const told = found.map(([format, many]) => `${number(many)} ${formatNames[format]}`);
  if (unreadable.length > 0) told.push(`${number(unreadable.length)} unreadable`);
  const loads = loadsFor(
    parts,
    found.map(([format]) => format),
  );
  return (
    <section className="formats" aria-label="Formats found">
      <p className="numbers">{told.join(', ')}</p>
      {loads.length > 0 && <p>Loaded once for them, then kept for use offline: {loads.join('; ')}.</p>}
      {unreadable.length > 0 && <UnreadableFiles files={unreadable} />}
    </section>
  );
}

/** As many as a person reads. */
const mostShown = 100;

function UnreadableFiles({ files }: { readonly files: readonly Unreadable[] }) {
  const left = files.length - mostShown;
  return (
    <details>
      <summary>{count(files.length, 'file')} that will not be read</summary>
      <ul>
        {files.slice(0, mostShown).map(({ path, why }) => (
          <li key={path}>
            <strong>{splitPath(path).name}</strong> {why}
          </li>
        ))}
        {left > 0 && <li>{number(left)} more</li>}
      </ul>
    </details>
  );
}

/** `14.8 MB for BMP and HEIC`, one for each part. */
function loadsFor(parts: Found['parts'], order: readonly ImageFormat[]): string[] {
  return [...parts].map(([part, formats]) => {
    const names = order.filter((format) => formats.has(format)).map((format) => formatNames[format]);
    return `${partMegabytes[part]} MB for ${listed(names)}`;
  });
}
