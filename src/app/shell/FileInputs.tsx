import type { RefObject } from 'react';
import { addFiles } from '../state/gather';

/** Not among React's known attributes: spread, so that its types let it through. */
const wholeFolders = { webkitdirectory: '' };

export interface FileInputsProps {
  readonly files: RefObject<HTMLInputElement | null>;
  readonly folder: RefObject<HTMLInputElement | null>;
}

/** The document's first file input takes files of any kind and is always there: people's scripts hand it their files. */
export function FileInputs({ files, folder }: FileInputsProps) {
  return (
    <div className="unseen">
      <input
        ref={files}
        type="file"
        multiple
        data-input="files"
        aria-label="Files"
        tabIndex={-1}
        onChange={(event) => take(event.target)}
      />
      <input
        ref={folder}
        type="file"
        multiple
        {...wholeFolders}
        data-input="folder"
        aria-label="Folder"
        tabIndex={-1}
        onChange={(event) => take(event.target)}
      />
    </div>
  );
}

function take(input: HTMLInputElement): void {
  const chosen = [...(input.files ?? [])];
  // The same files may be chosen again.
  input.value = '';
  if (chosen.length > 0) void addFiles(chosen);
}
