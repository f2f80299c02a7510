import { splitPath } from '../../app/format';
import type { Sink } from '../../sinks/sink';

const types: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  jxl: 'image/jxl',
  // Files of labels.
  txt: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  jsonl: 'application/jsonl',
  xml: 'text/xml',
  yaml: 'application/yaml',
  yml: 'application/yaml',
};

/** Makes each output a File when its name is known. As Blobs, which browsers keep out of the page's memory. */
export class FileSink implements Sink {
  readonly #blobs = new Map<string, Blob>();
  readonly #made: (path: string, file: File) => void;

  constructor(made: (path: string, file: File) => void) {
    this.#made = made;
  }

  async write(id: string, bytes: ArrayBuffer): Promise<void> {
    this.#blobs.set(id, new Blob([bytes]));
  }

  name(id: string, path: string): void {
    const blob = this.#blobs.get(id);
    if (!blob) throw new Error(`Expected the id of an output, received ${JSON.stringify(id)}.`);
    this.#blobs.delete(id);
    const { name } = splitPath(path);
    const type = types[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? '';
    this.#made(path, new File([blob], name, { type }));
  }
}
