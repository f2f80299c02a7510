import { made } from './made';

export interface PickOptions {
  readonly accept: string;
  readonly multiple: boolean;
  readonly directory: boolean;
}

/** Opens the browser's file picker; only within a person's click. `picked` is not called when it is given up. */
export function pickFiles({ accept, multiple, directory }: PickOptions, picked: (files: File[]) => void): void {
  const input = made('input', {
    type: 'file',
    multiple,
    webkitdirectory: directory,
    // A folder holds what it holds: the browser's filter is for single files.
    accept: directory ? '' : accept,
    onchange: () => picked([...(input.files ?? [])]),
  });
  input.click();
}
