import type { Measured, Ratio } from './groups/group';
import type { Machine, SubjectResult } from './result';

type Aside = Measured['asides'][number];

const columns: readonly {
  readonly title: string;
  readonly cell: (subject: SubjectResult, aside: Aside, digits: number) => string;
}[] = [
  { title: 'subject', cell: ({ name }) => name },
  { title: 'workers', cell: ({ workers }) => String(workers) },
  { title: 'median', cell: ({ value }, _, digits) => value.median.toFixed(digits) },
  { title: 'min', cell: ({ value }, _, digits) => value.min.toFixed(digits) },
  { title: 'max', cell: ({ value }, _, digits) => value.max.toFixed(digits) },
  { title: 'SSIM', cell: ({ ssim }) => ssim?.toFixed(4) ?? '–' },
  { title: 'kB/image', cell: ({ bytesPerImage: bytes }) => (bytes === undefined ? '–' : (bytes / 1000).toFixed(1)) },
  { title: 'peak MB', cell: ({ peakMB }) => peakMB?.toFixed(0) ?? '–' },
  { title: 'start ms', cell: (_, { startMs }) => startMs?.toFixed(0) ?? '–' },
  { title: 'setting', cell: (_, { setting }) => setting ?? '' },
];

/** One result for a person to read: a table of what was measured, then the ratios that it exists for. */
export function tableOf({ summary, result, asides, ratios, missing }: Measured): string {
  const { name, unit, better, subjects } = result;
  const images = subjects.find((subject) => subject.images !== undefined)?.images;
  const heading = `${name}: ${summary}\n${unit}, ${better} is better${images ? `, ${images} images a round` : ''}`;
  const digits = digitsFor(Math.max(...subjects.map(({ value }) => value.median)));
  const told = columns
    .map(({ title, cell }) => [title, ...subjects.map((subject, index) => cell(subject, asides[index]!, digits))])
    .filter(([, ...cells]) => cells.some((text) => text !== '–' && text !== ''));
  const rows = ['', ...subjects].map((_, line) => told.map((column) => column[line]!));
  const widths = told.map((column) => Math.max(...column.map((text) => text.length)));
  const isText = (column: number) => ['subject', 'setting'].includes(told[column]![0]!);
  const lines = rows.map((row) =>
    row
      .map((text, column) => (isText(column) ? text.padEnd(widths[column]!) : text.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
  return [heading, '', ...lines, '', ...ratios.map(ratioLine), ...missing].join('\n');
}

/** After the point: what tells figures of this size apart. */
function digitsFor(largest: number): number {
  if (largest >= 1000) return 0;
  return largest < 1 ? 3 : 1;
}

function ratioLine({ title, value, expected: { atLeast, atMost } }: Ratio): string {
  const wish = atLeast !== undefined ? `at least ${atLeast}` : atMost !== undefined ? `at most ${atMost}` : null;
  const holds = (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
  return `${title}: ${Number(value.toFixed(2)).toFixed(2)}${wish ? ` (expected ${wish}: ${holds ? 'met' : 'MISSED'})` : ''}`;
}

export function machineLine({ cpu, cores, memoryMB, os, node, chromium, sharp, libvips }: Machine): string {
  const gigabytes = (memoryMB / 1000).toFixed(0);
  return `${cpu}, ${cores} cores, ${gigabytes} GB, ${os}; Chromium ${chromium}, Node ${node}, sharp ${sharp} with libvips ${libvips}`;
}
