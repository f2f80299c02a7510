// A script as one writes it with sharp: every file of a folder made small into another folder, so many at a time.
// node sharp-folder.mjs FROM TO WORKERS COUNT SETTING; prints the milliseconds from the listing to the last file. A setting
// is `concurrency N` or `concurrency N, ignoreIcc`.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { inPlaces } from './answer.mjs';

const [from, to, workers, count, setting] = process.argv.slice(2);
const [concurrency, ...options] = setting.split(', ');
const ignoreIcc = options.includes('ignoreIcc');
sharp.cache(false);
sharp.concurrency(Number(concurrency.split(' ')[1]));

const small = (path) =>
  sharp(path, ignoreIcc ? { ignoreIcc } : {})
    .autoOrient()
    .resize(640, 640, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80 });

// The library is loaded and has run once, as the page is loaded: neither is in the time.
await small(join(from, readdirSync(from)[0])).toBuffer();

const began = performance.now();
const names = readdirSync(from).sort().slice(0, Number(count));
await inPlaces(Number(workers), names, (name) => small(join(from, name)).toFile(join(to, name)));
process.stdout.write(`${performance.now() - began}\n`);
