import { expect, test } from 'vitest';
import type { LabelReport } from '../../core/dataset/label-report';
import { writtenLine } from './written-line';

const report: LabelReport = {
  read: 'yolo-detect',
  written: 'coco',
  refused: null,
  classes: ['cat', 'dog'],
  found: { files: 4, labels: 6, images: 3, empty: 0, withoutLabels: 0 },
  outputs: { labels: 1_205, images: 3, files: 1 },
  drops: [],
  losses: [],
  troubles: [],
};

test('what was written of labels is told with its format and counts', () => {
  expect(writtenLine(report)).toBe('Written as COCO: 1,205 labels on 3 images, in 1 file.');
});

test('what was left out is told by reason, whatever its class, and what the format changed', () => {
  const drops: LabelReport['drops'] = [
    { class: 'cat', reason: 'outside', count: 2 },
    { class: 'dog', reason: 'outside', count: 1 },
    { class: 'dog', reason: 'class', count: 4 },
  ];
  expect(writtenLine({ ...report, drops, losses: [{ code: 'classes-renumbered', count: 2 }] })).toBe(
    'Written as COCO: 1,205 labels on 3 images, in 1 file. Left out: 3 outside the image and 4 of a class that is dropped. ' +
      'Changed: 2 classes with other numbers.',
  );
});

test('that nothing was written is told', () => {
  expect(writtenLine({ ...report, written: null, refused: 'Expected one format.' })).toBe('No labels were written.');
});
