// A script as one writes it with sharp: every file of a folder made small into another folder, so many at a time.
// node sharp-folder.mjs FROM TO WORKERS CONCURRENCY COUNT; prints the milliseconds from the listing to the last file.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { inPlaces } from './answer.mjs';

const [from, to, workers, concurrency, count] = process.argv.slice(2);
sharp.cache(false);
sharp.concurrency(Number(concurrency));

const began = performance.now();
const names = readdirSync(from).sort().slice(0, Number(count));
await inPlaces(Number(workers), names, (name) =>
  sharp(join(from, name))
    .autoOrient()
    .resize(640, 640, { fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 80 })
    .toFile(join(to, name)),
);
process.stdout.write(`${performance.now() - began}\n`);
