import { describe, expect, it } from 'vitest';
import type { ReportItem } from '../../core/dataset/report';
import { ItemError, type ItemCode } from '../../core/errors';
import type { Entry } from './entry';
import { shownOf } from './shown-of';

const going = { isGathering: false, isRunning: true, isCancelling: false, labelFiles: 0, notice: null };

/** An entry whose image is settled. @param files Those of its results that were handed over. */
function settled(row: Partial<ReportItem>, files: readonly File[] = []): Entry {
  return {
    ...{ id: 1, item: null, name: 'a.png', isHosts: false, isBeside: false },
    state: row.status ?? 'done',
    row: { path: 'a.png', code: null, detail: null, outputs: [], ...row } as ReportItem, // What is shown of it.
    files: new Map(files.map((file) => [file.name, file])),
  };
}

const output = { path: 'a.jpg' } as ReportItem['outputs'][number];
const failed = (code: ItemCode, what: string) =>
  shownOf([settled({ status: 'failed', code, detail: new ItemError(code, what).message })], going).entries[0]?.detail;

describe('what a person sees of an image', () => {
  it('is that it is being worked on, until its results are handed over', () => {
    const row: Partial<ReportItem> = { status: 'done', outputs: [output] };
    expect(shownOf([settled(row)], going).entries[0]?.state).toBe('running');
    const [shown] = shownOf([settled(row, [new File(['abc'], 'a.jpg')])], going).entries;
    expect(shown).toMatchObject({ state: 'done', outputBytes: 3 });
  });

  it('is that it is done where nothing is to come of it', () => {
    expect(shownOf([settled({ status: 'done' })], going).entries[0]?.state).toBe('done');
  });

  it('is what befell it, and what they can do themselves, but nothing of recipes and settings', () => {
    expect(failed('truncated', 'The JPEG file ends before its image does.')).toBe(
      'The JPEG file ends before its image does.',
    );
    expect(failed('corrupt', 'It cannot be read.')).toBe('It cannot be read. Get a fresh copy of the file.');
  });
});
