import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Download } from './engine';
import { patiently } from './engine';

/** A folder that a browser downloads into. */
export class DownloadFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'manyhands-downloads-'));

  /** What comes into the folder by `action`: a file that has its size and has grown no more for half a second. */
  async of(action: () => Promise<void>): Promise<Download> {
    const before = new Set(readdirSync(this.path));
    await action();
    let last = -1;
    return await patiently(
      async () => {
        const came = readdirSync(this.path).filter((name) => !before.has(name));
        // Firefox keeps `name.part` beside an empty `name` until the download is whole; WebKit writes `name.wkdownload`.
        if (came.some((name) => /[.](part|wkdownload)$/.test(name))) throw new Error('The download is not whole yet.');
        const [name] = came;
        if (name === undefined) throw new Error(`Expected a download in ${this.path}, found none.`);
        const { size } = statSync(join(this.path, name));
        if (size === 0 || size !== last) {
          last = size;
          throw new Error(`${name} still grows at ${size} bytes.`);
        }
        const bytes = readFileSync(join(this.path, name));
        // MiniBrowser gives a download up where there is a file of its name.
        rmSync(join(this.path, name));
        return { name, bytes };
      },
      120,
      500,
    );
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5 });
  }
}
