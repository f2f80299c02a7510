import { deskWorker } from '../../src/app/state/threads';
import type { Item } from '../../src/core/dataset/item';
import { random } from '../../src/core/random';
import type { Recipe } from '../../src/index';
import { Desk } from '../../src/sinks/desk';
import { openLabels } from '../../src/sinks/desk-labels';
import type { Worked } from '../../src/core/dataset/outcome';

/** As many as COCO has in the mean on an image, each of as many points. */
const [objects, points] = [7, 24];
/** With names, as COCO's have them: classes without would be told of each label. */
const classes = 80;
const namesText = `names: [${Array.from({ length: classes }, (_, index) => `class${index}`).join(', ')}]\n`;

/** Labels of images on their way through the product's desk, as a job sends them. */
export interface LabelledRun {
  /** An image that `of` will be asked for soon, as a job's list tells. */
  expect(name: string): void;
  of(name: string): ReturnType<Awaited<ReturnType<typeof openLabels>>['of']>;
  keep(worked: Worked, name: string): void;
  /** Writes the labels of all that was kept; each must be there. */
  write(): Promise<void>;
}

/** @param names Of the images; the same name may come several times in a run. @returns what begins a run. */
export async function labelledRuns(names: readonly string[], recipe: Recipe): Promise<() => Promise<LabelledRun>> {
  const desk = new Desk(deskWorker());
  await desk.opened;
  const images = names.flatMap((name) => [itemOf(name, ''), itemOf(`${name}.txt`, rowsOf(name))]);
  const items = [...images, itemOf('data.yaml', namesText)];
  const labels = await openLabels(desk, items, recipe);
  return async () => {
    await desk.clear();
    const named: [id: string, path: string][] = [];
    return {
      expect: (name) => labels.expect(name),
      of: (name) => labels.of(name),
      keep(worked, source) {
        if (worked.status !== 'done') return;
        for (const { width, height, labels: arrived } of worked.outputs) {
          const id = `run/${named.length}`;
          named.push([id, `${id}.jpg`]);
          labels.keep({ id, source, width, height, arrived: arrived ?? null });
        }
      },
      async write() {
        const { report } = await labels.write(named);
        const [found, expected] = [report?.outputs.labels, named.length * objects];
        if (found !== expected) throw new Error(`Expected ${expected} labels of the outputs, received ${found}.`);
      },
    };
  };
}

function itemOf(path: string, text: string): Item {
  const bytes = new TextEncoder().encode(text);
  return { path, bytes: bytes.length, trouble: null, read: () => Promise.resolve(bytes.slice().buffer) };
}

/** YOLO's rows of polygons around a middle, the same for the same name. */
function rowsOf(name: string): string {
  const draw = random(7, name);
  return Array.from({ length: objects }, () => {
    const [x, y, radius] = [draw.between(0.3, 0.7), draw.between(0.3, 0.7), draw.between(0.05, 0.25)];
    const ring = Array.from({ length: points }, (_, point) => {
      const [turn, far] = [(2 * Math.PI * point) / points, radius * draw.between(0.7, 1)];
      return `${(x + far * Math.cos(turn)).toFixed(6)} ${(y + far * Math.sin(turn)).toFixed(6)}`;
    });
    return `${draw.integer(0, classes - 1)} ${ring.join(' ')}\n`;
  }).join('');
}
