import { describe, expect, it } from 'vitest';
import { reportSchema, type Report, type ReportItem } from '../../core/dataset/report';
import { defaultRecipe } from '../../core/recipe/parse';
import { toldReport } from './told-report';

const done: ReportItem = {
  ...{ path: 'holiday/a.jpg', status: 'done', code: null, detail: null, decoder: 'fast', reader: 'browser' },
  ...{ engine: 'kernels', writer: 'kernels', width: 10, height: 10, ms: null, notes: [] },
  outputs: [{ path: 'holiday/a.jpg', width: 5, height: 5, bytes: 3 }],
};
const failed = (path: string): ReportItem => ({
  ...{ ...done, path, status: 'failed', code: 'corrupt', detail: `${path} is damaged.`, outputs: [] },
});
const report: Report = {
  ...{ version: 1, app: '1', libvips: '8', recipe: defaultRecipe, workers: 1, tier: 'full', wallMs: 1 },
  counts: { done: 1, skipped: 0, failed: 2 },
  items: [done, failed('diary/private.jpg'), failed('hosts.jpg')],
};

describe('the report that a host’s page is told', () => {
  const told = toldReport(report, (path) => path === 'hosts.jpg');

  it('is a report', () => {
    expect(reportSchema.parse(told)).toEqual(told);
    expect(told.counts).toEqual(report.counts);
  });

  it('tells nothing of a person’s file that came to no result but what befell it', () => {
    expect(JSON.stringify(told)).not.toContain('private');
    expect(told.items[1]).toMatchObject({
      path: 'file 1',
      status: 'failed',
      code: 'corrupt',
      width: null,
      height: null,
    });
    expect(told.items[1]?.detail).toMatch(/^Damaged file\. \S/);
  });

  it('tells all of results, and of the files that the page itself had given', () => {
    expect([told.items[0], told.items[2]]).toEqual([done, failed('hosts.jpg')]);
  });
});
