import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../recipe/parse';
import { countsOf, mergeReports, reportSchema, type Report, type ReportItem } from './report';

function row(path: string, change: Partial<ReportItem> = {}): ReportItem {
  return {
    path,
    status: 'done',
    code: null,
    detail: null,
    decoder: 'exact',
    reader: 'libvips',
    engine: 'libvips',
    writer: 'libvips',
    width: 4,
    height: 3,
    ms: { total: 3, decode: 1, operations: null, encode: 2 },
    outputs: [{ path: `${path}.jpg`, width: 2, height: 2, bytes: 9 }],
    notes: [],
    ...change,
  };
}

const failed = (path: string) => row(path, { status: 'failed', code: 'timed-out', detail: 'Slow.', outputs: [] });

function report(items: ReportItem[], change: Partial<Report> = {}): Report {
  return {
    version: 1,
    app: '0.1.0',
    libvips: '8.18.7',
    recipe: parseRecipe({ version: 1 }),
    workers: 2,
    tier: 'full',
    wallMs: 100,
    counts: countsOf(items),
    items,
    ...change,
  };
}

describe('the counts of a report', () => {
  it('add up to its rows', () => {
    const skipped = row('c', { status: 'skipped', code: 'not-an-image' });
    expect(countsOf([row('a'), failed('b'), skipped, row('d')])).toEqual({ done: 2, skipped: 1, failed: 1 });
    expect(countsOf([])).toEqual({ done: 0, skipped: 0, failed: 0 });
  });
});

describe('a report with a retry of some of its items', () => {
  const first = report([row('a'), failed('b'), failed('c')]);
  const second = report([row('c'), failed('b')], { workers: 4, wallMs: 50 });
  const merged = mergeReports(first, second);

  it('has the later rows in the places of the former', () => {
    expect(merged.items.map(({ path, status }) => [path, status])).toEqual([
      ['a', 'done'],
      ['b', 'failed'],
      ['c', 'done'],
    ]);
    expect(merged.items[2]).toBe(second.items[0]);
  });

  it('counts anew, adds the time up, and tells the later run’s workers', () => {
    expect(merged).toMatchObject({ counts: { done: 2, skipped: 0, failed: 1 }, wallMs: 150, workers: 4 });
  });

  it('leaves both reports as they were', () => {
    expect(first.counts).toEqual({ done: 1, skipped: 0, failed: 2 });
    expect(second.items).toHaveLength(2);
  });
});

describe('the schema of a report', () => {
  it('takes a report as it is', () => {
    const whole = report([row('a'), failed('b'), row('c', { ms: null, decoder: null, width: null, height: null })]);
    expect(reportSchema.parse(whole)).toEqual(whole);
  });

  it.each<[string, Partial<ReportItem>]>([
    ['a status of its own', { status: 'lost' as never }],
    ['a code that is not on the list', { code: 'broken' as never }],
    ['a negative time', { ms: { total: -1, decode: 0, operations: null, encode: 0 } }],
    ['a note without words', { notes: [{ code: 'renamed' } as never] }],
  ])('refuses a row with %s', (_, change) => {
    expect(reportSchema.safeParse(report([row('a', change)])).success).toBe(false);
  });
});
