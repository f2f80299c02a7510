import { describe, expect, it } from 'vitest';
import { classOf, type LabelClass } from '../../core/dataset/label-set';
import { LabelStore } from '../../core/dataset/label-store';
import { labelOf } from '../../core/dataset/labels';
import type { Json } from '../../core/dataset/json';
import { formatOf } from '../formats';
import { planeOf, type Colour } from '../shapes/png-plane';
import { writtenAs } from '../testing/memory';

const image = 'd/images/a.jpg';

/** One pixel of each class, in a row, and one of none behind them. */
async function written(classes: readonly LabelClass[], kept: { readonly [key: string]: Json } | null = null) {
  const size = { width: classes.length + 1, height: 1 };
  const store = new LabelStore('');
  store.open(image, { unit: 'px', stated: size, split: null, kept: null });
  classes.forEach((_, index) => {
    const runs = Uint32Array.of(index, 1, classes.length - index);
    store.add(image, labelOf(index, [{ kind: 'mask', mask: { size, runs } }]));
  });
  const rest = { files: [], info: null, licences: null, troubles: [] };
  const set = { format: '', classes, store, ...rest, kept: kept && { format: 'masks', value: kept } };
  const { files, sources, losses } = await writtenAs(formatOf('masks')!, set, [], () => size);
  const { kind, values } = planeOf(await sources[0]!.read());
  const { label_map: names } = JSON.parse(files.get('dataset_meta.json')!) as { label_map: Record<string, string> };
  return { kind, values: [...values], names, losses: [...losses] };
}

const numbered = (...ids: readonly number[]) => ids.map((id) => classOf(id, id === 255 ? 'ignore' : `c${id}`));
const coloured = (id: number, name: string, colour: Colour | null) => classOf(id, name, { colour });

describe('values of masks', () => {
  it.each<[string, readonly number[], readonly number[], number]>([
    ['of numbers that two bytes hold are these', [1, 300, 65_535], [1, 300, 65_535, 0], 0],
    ['of a number beyond two bytes are free ones', [1, 70_000, 4464, -3], [1, 2, 4464, 3, 0], 2],
    ['of one number above do not reach "ignore"', [0, 254, 255], [1, 2, 255, 0], 1],
    ['of one number twice are two', [3, 3], [3, 1, 0], 1],
  ])('%s', async (_, ids, values, many) => {
    const { losses, names, ...rest } = await written(numbered(...ids));
    expect(rest).toEqual({ kind: 'index', values });
    expect(losses).toEqual(many === 0 ? [] : [['classes-renumbered', many]]);
    expect(values.slice(0, -1).map((value) => names[value])).toEqual(numbered(...ids).map(({ name }) => name));
  });

  it('of a class whose pixels had the background’s value stay, where they were read from masks', async () => {
    const { values, losses } = await written(numbered(0, 254, 255), { kind: 'index', background: 0 });
    expect([values, losses]).toEqual([[0, 254, 255, 0], []]);
  });

  it('are grey where a palette does not reach them', async () => {
    const { kind, values, losses } = await written(numbered(1, 256), { kind: 'palette', background: 0 });
    expect([kind, values, losses]).toEqual(['index', [1, 256, 0], []]);
  });

  it('in colours are no two alike, and those that a class has go first', async () => {
    const classes = [
      coloured(0, 'new', null),
      coloured(1, 'also new', null),
      coloured(2, 'road', [128, 0, 0]),
      coloured(3, 'roof', [128, 0, 0]),
    ];
    const { values, losses } = await written(classes, { kind: 'colour', background: 0 });
    expect(values[3]).toBe(0x800000);
    expect(new Set(values.slice(0, 4)).size).toBe(4);
    expect(losses).toEqual([['classes-recoloured', 1]]);
  });

  it('leave labels out where there are more classes than numbers', async () => {
    const classes = numbered(...Array.from({ length: 65_537 }, (_, id) => id + 1)).map((one) => ({
      ...one,
      name: 'c',
    }));
    const { values, losses } = await written(classes);
    expect(values.slice(65_533)).toEqual([65_534, 65_535, 0, 0, 0]);
    expect(losses).toEqual([['mask-left-out', 2]]);
  });
});
