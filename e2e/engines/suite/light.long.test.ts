import { basename, join } from 'node:path';
import sharp from 'sharp';
import { expect, inject, onTestFinished, test } from 'vitest';
import {
  chosenOf,
  compared,
  corpusAt,
  drawnSubjects,
  holdToBounds,
  writeFidelity,
  type Runs,
  type Subject,
} from '../../fast-decode';
import { temporaryFolder } from '../../visit';
import { lightUrl } from '../light-url';
import { chosen, startEngine } from '../start';
import { Visitor } from '../visitor';

async function runsAt(url: string): Promise<Runs> {
  const engine = await startEngine(chosen);
  onTestFinished(() => engine.close());
  const person = new Visitor(engine);
  await person.open(url);
  return async (inputs, recipe) => {
    await person.loadRecipe(recipe);
    await person.pick(...inputs);
    await person.run(inputs.length);
    const archive = await person.downloadAll();
    await person.click('Clear');
    await person.is('empty');
    return archive;
  };
}

const small = { op: 'resize', width: 200, height: 200 };
const crop = { op: 'crop', width: 256, height: 256 };

/** Kinds that only an engine that passes the trial for them decodes; the others refuse them, without isolation. */
const onlyWhereProven = ['transparent', 'another RGB profile'];
const isRare = ({ kinds }: Subject) => kinds.some((kind) => onlyWhereProven.some((one) => kind.includes(one)));

async function subjectsHere(): Promise<Subject[]> {
  const drawn = await drawnSubjects();
  const names = new Set(drawn.map(({ path }) => basename(path)));
  const corpus = corpusAt();
  const real = corpus ? await chosenOf(corpus, /\.(?:jpe?g|png|webp)$/i, 3) : [];
  return [...drawn, ...real.filter(({ path }) => !names.has(basename(path)))];
}

test(`without isolation ${chosen} decodes what libvips would, or refuses it by name`, async () => {
  const fast = await runsAt(await lightUrl());
  const full = await runsAt(inject('url'));
  const subjects = await subjectsHere();
  const { report } = await fast(
    subjects.map(({ path }) => path),
    { version: 1, steps: [small], output: { format: 'png' } },
  );
  const codes = new Map(report.items.map(({ path, status, code }) => [path, status === 'done' ? status : code]));
  const isDone = ({ path }: Subject) => codes.get(basename(path)) === 'done';
  for (const one of subjects)
    if (!isDone(one))
      expect([one.path, codes.get(basename(one.path)), isRare(one)]).toEqual([one.path, 'unsupported-format', true]);
  if (chosen === 'Chromium') expect(subjects.every(isDone)).toBe(true);

  const shrinks = chosen === 'Chromium';
  const all = [
    ...(await compared({ fast, full }, subjects.filter(isDone), { step: small, shrunk: shrinks })),
    ...(await compared({ fast, full }, subjects.filter(isDone), { step: crop, shrunk: false })),
  ];
  if (process.env['MANYHANDS_WRITE_DOCS'] !== undefined && chosen !== 'Chromium')
    writeFidelity(`fidelity in ${chosen}`, all);
  holdToBounds(all);
});

test(`without isolation ${chosen} draws no dark fringe around a red disc on nothing, or refuses the file by name`, async () => {
  const fast = await runsAt(await lightUrl());
  const file = join(temporaryFolder(), 'disc.png');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="80"><circle cx="45.4" cy="39.7" r="28" fill="#f00"/></svg>`;
  await sharp(Buffer.from(svg)).png().toFile(file);
  for (const steps of [
    [{ op: 'resize', width: 41 }],
    [{ op: 'letterbox', width: 130, height: 200, enlarge: true, fill: '#00000000', kernel: 'cubic' }],
    [{ op: 'rotate', angle: 20, fill: '#00000000' }],
    [{ op: 'rotate', angle: 20, fill: '#00000000', kernel: 'cubic' }],
  ]) {
    const { report, files } = await fast([file], { version: 1, steps, output: { format: 'png' } });
    const [item] = report.items;
    if (item?.status !== 'done') {
      expect([chosen === 'Chromium', item?.code]).toEqual([false, 'unsupported-format']);
      continue;
    }
    const { data } = await sharp([...files.values()][0])
      .raw()
      .toBuffer({ resolveWithObject: true });
    let seen = 0;
    for (let i = 0; i < data.length; i += 4) {
      // What is nearly clear has colours of few levels: their rounding is nobody's fringe.
      if (data[i + 3]! < 32) continue;
      seen++;
      if (data[i]! < 245 || data[i + 1]! > 0)
        expect.unreachable(`${JSON.stringify(steps)}: ${data.subarray(i, i + 4)}`);
    }
    expect(seen).toBeGreaterThan(400);
  }
});
