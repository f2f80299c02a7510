import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRecipe } from '../core/recipe/parse';
import type { Note } from '../core/dataset/outcome';
import { writers as table, type WrittenFormat } from './codecs/writers';
import type { Engines } from './engines';
import { processItem } from './process';
import { marker } from './testing/camera-exif';
import { kindsOf, type Kind } from './testing/carried';
import { hasExiftool, tagsIn } from './testing/exiftool';
import { jxlBoxes } from './testing/jxl-boxes';
import { nodeKernels } from './testing/node-kernels';
import { nodeVips } from './testing/node-vips';
import { privateFiles } from './testing/private-files';
import { libvipsAlone, limits } from './testing/run';
import { Turns } from './turns';

const writers = ['jpeg', 'jpeg by the kernels', 'png', 'webp', 'avif', 'jxl', 'tiff', 'gif', 'ppm', 'bmp', 'qoi'];
const keeps = ['none', 'icc', 'exif', 'xmp', 'strip-gps', 'all'] as const;
type Way = (typeof keeps)[number] | 'none, upright';
/** Little effort: what a file carries does not depend on it. */
const quick: Readonly<Record<string, object>> = { avif: { avif: { effort: 0 } }, jxl: { jxl: { effort: 1 } } };

interface Carried {
  readonly notes: readonly Note[];
  readonly tags: readonly string[];
  readonly bytes: Buffer;
}

const folder = mkdtempSync(join(tmpdir(), 'carried-'));
afterAll(() => rmSync(folder, { recursive: true }));
let all: ReadonlyMap<string, Carried>;

beforeAll(async () => {
  if (!hasExiftool) return;
  const vips = await nodeVips(['heif', 'jxl']);
  const alone = libvipsAlone(vips);
  const withKernels: Engines = { ...alone, kernels: { kernels: await nodeKernels(), turns: new Turns() } };
  mkdirSync(join(folder, 'in'));
  mkdirSync(join(folder, 'out'));
  const written = new Map<string, Omit<Carried, 'tags'>>();
  for (const source of await privateFiles(join(folder, 'in')))
    for (const writer of writers) {
      const [format = ''] = writer.split(' ');
      // Those that hold most, and what libvips may hand on within one format.
      if (!/jpg|png/.test(source) && !basename(source).includes(format.slice(0, 3))) continue;
      const engines = writer === 'jpeg by the kernels' ? withKernels : alone;
      for (const way of [...keeps, 'none, upright'] as const) {
        const steps = way === 'none, upright' ? [{ op: 'auto-orient' }] : [];
        const keep = way.split(',')[0];
        const recipe = parseRecipe({ version: 1, steps, output: { format, keep, ...quick[format] } });
        const worked = await processItem(engines, new Uint8Array(readFileSync(source)), { path: 'in', recipe, limits });
        if (worked.status !== 'done') throw new Error(`${writer} of ${source}: ${worked.detail}`);
        const [output] = worked.outputs;
        const name = `${writer}|${way}|${basename(source)}.${output!.extension}`;
        const bytes = Buffer.from(output!.bytes);
        written.set(name, { bytes, notes: worked.notes });
        writeFileSync(join(folder, 'out', name), bytes);
      }
    }
  const tags = tagsIn(join(folder, 'out'));
  // exiftool knows no QOI, which has no place for metadata; whether it has marked words is seen all the same.
  const tagsOf = (name: string) => (name.endsWith('.qoi') ? [] : [...tags.get(name)!.keys()]);
  all = new Map(Array.from(written, ([name, one]) => [name, { ...one, tags: tagsOf(name) }]));
  expect(all.size).toBeGreaterThan(150);
}, 300_000);

/** What exiftool finds in this writer's outputs, each with its source's ending. */
function kindsIn(writer: string, way: Way): readonly (readonly [source: string, kinds: readonly Kind[]])[] {
  const found = [...all].filter(([name]) => name.startsWith(`${writer}|${way}|`));
  expect(found.length).toBeGreaterThanOrEqual(2);
  return found.map(([name, { tags }]) => {
    const [, , source = ''] = name.split('|');
    return [source.split('.')[1]!, [...kindsOf(tags, writer === 'tiff')].sort()];
  });
}

describe.skipIf(!hasExiftool)('of a file full of a person, a place and a camera, as exiftool reads it,', () => {
  it.each(writers)('%s has at `keep: none` no metadata but the orientation, and not the marked words', (writer) => {
    for (const [source, kinds] of kindsIn(writer, 'none'))
      expect([source, kinds.filter((kind) => kind !== 'orientation')]).toEqual([source, []]);
    for (const [name, { bytes }] of all)
      if (name.startsWith(`${writer}|none`)) expect([name, bytes.includes(marker)]).toEqual([name, false]);
  });

  // A TIFF has the tag among what says how its pixels lie.
  it.each(writers.filter((writer) => writer !== 'tiff'))(
    '%s has at `keep: none` none at all once upright',
    (writer) => {
      for (const [source, kinds] of kindsIn(writer, 'none, upright')) expect([source, kinds]).toEqual([source, []]);
    },
  );

  it.each(writers)(
    '%s has at `keep: all` the kinds that the table of writers says, and a note names the others',
    (writer) => {
      const { metadata } = table[writer.split(' ')[0] as WrittenFormat]; // Each begins with its format.
      // A JPEG's IPTC is wrapped as a TIFF's is not.
      const held = writer === 'tiff' ? metadata.filter((kind) => kind !== 'iptc') : metadata;
      for (const [name, { tags, notes }] of all) {
        if (!name.startsWith(`${writer}|all|of-jpg`)) continue;
        const found = kindsOf(tags, writer === 'tiff');
        const hasIptc = tags.some((tag) => /^IPTC:/.test(tag));
        // exiftool opens no compressed box of JPEG XL; the test of its boxes is below.
        if (writer !== 'jxl')
          expect([['icc', 'exif', 'xmp'].filter((kind) => found.has(kind as Kind)), hasIptc]).toEqual([
            ['icc', 'exif', 'xmp'].filter((kind) => held.some((one) => one === kind)),
            held.includes('iptc'),
          ]);
        const lost = ['EXIF', 'XMP', 'IPTC'].filter((kind) => !held.some((one) => one === kind.toLowerCase()));
        const told = notes.filter(({ code }) => code === 'metadata-dropped').map(({ detail }) => detail);
        const sentence = new RegExp(` is written without ${lost.join('(?:, | and )')}\\.$`);
        expect(told).toEqual(lost.length === 0 ? [] : [expect.stringMatching(sentence)]);
      }
    },
  );

  it.each(['jpeg', 'jpeg by the kernels', 'png', 'webp', 'avif', 'tiff'])(
    '%s has what `keep` names, no more',
    (writer) => {
      // libvips writes no EXIF into TIFF, but its own tags.
      const exif: Kind[] = writer === 'tiff' ? [] : ['exif', 'place'];
      const wanted: readonly (readonly [way: Way, kinds: readonly Kind[]])[] = [
        ['icc', ['icc']],
        ['exif', exif],
        ['xmp', ['place', 'xmp']],
        ['all', [...new Set<Kind>([...exif, 'icc', 'place', 'xmp'])].sort()],
        ['strip-gps', [...exif.filter((kind) => kind !== 'place'), 'icc', 'xmp']],
      ];
      for (const [way, kinds] of wanted) {
        const found = kindsIn(writer, way).filter(([source]) => source === 'jpg' || source === 'png');
        expect(found).toHaveLength(2);
        for (const [source, got] of found) {
          // IPTC, comments and texts stay beside the rest where the format is the source's.
          const rest = got.filter(
            (kind) => kind !== 'orientation' && !(kind === 'other' && /^(?:all|strip-gps)$/.test(way)),
          );
          expect([way, source, rest]).toEqual([way, source, kinds]);
        }
      }
    },
  );

  it('JPEG XL has no box beside its pixels’ at `keep: none`, and those that `keep` names', () => {
    for (const [name, { bytes }] of all) {
      const [writer, way, source = ''] = name.split('|');
      if (writer !== 'jxl') continue;
      const boxes = jxlBoxes(bytes).filter((type) => !/^(?:JXL |ftyp|jxlc|jxlp|jxll)$/.test(type));
      if (/^none|^icc/.test(way!)) expect([name, boxes]).toEqual([name, []]);
      else if (/jpg|png/.test(source)) expect([name, boxes.length]).toEqual([name, /exif|xmp/.test(way!) ? 1 : 2]);
    }
  });
});
