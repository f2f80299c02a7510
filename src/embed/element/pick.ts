export interface PickOptions {
  readonly accept: string;
  readonly multiple: boolean;
  readonly directory: boolean;
}

/** Opens the browser's file picker; only within a person's click. `picked` is not called when it is given up. */
export function pickFiles({ accept, multiple, directory }: PickOptions, picked: (files: File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = multiple;
  input.webkitdirectory = directory;
  // A folder holds what it holds: the browser's filter is for single files.
  if (!directory) input.accept = accept;
  input.onchange = () => picked([...(input.files ?? [])]);
  input.click();
}
