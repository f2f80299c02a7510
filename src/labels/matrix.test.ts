import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { labelFormats } from './formats';
import { sampleNames, setOf } from './testing/samples';
import { keptOf, matrixImage, throughFormat } from './testing/through-format';

it('every format keeps what the table in docs/labels.md says, and tells of all else', async () => {
  const rows: string[] = [];
  const silent: string[] = [];
  for (const format of labelFormats) {
    const cells: string[] = [];
    for (const sample of sampleNames) {
      const { set, losses } = await throughFormat(format, setOf(sample, matrixImage));
      const cell = set ? keptOf(sample, set) : '';
      // Nothing is left out or changed in silence.
      if (cell !== '=' && losses.size === 0) silent.push(`${format.id} ${sample}`);
      cells.push(cell === '' ? '–' : cell);
    }
    rows.push(`| ${[`\`${format.id}\``, ...cells].join(' | ')} |`);
  }
  const docs = readFileSync(join(import.meta.dirname, '../../docs/labels.md'), 'utf8');
  const plain = (text: string) => text.replace(/ +/g, ' ');
  const missing = rows.filter((row) => !plain(docs).includes(plain(row)));
  expect(silent).toEqual([]);
  expect(
    missing,
    `Rows of the table as they are:\n${[`| | ${sampleNames.join(' | ')} |`, ...rows].join('\n')}`,
  ).toEqual([]);
});
