import type { Absent, GroupResult, Machine, Ratio, SubjectResult } from './result';

const columns: readonly {
  readonly title: string;
  readonly cell: (subject: SubjectResult, digits: number) => string;
}[] = [
  { title: 'subject', cell: ({ name }) => name },
  { title: 'workers', cell: ({ workers }) => String(workers) },
  { title: 'median', cell: ({ value }, digits) => value.median.toFixed(digits) },
  { title: 'min', cell: ({ value }, digits) => value.min.toFixed(digits) },
  { title: 'max', cell: ({ value }, digits) => value.max.toFixed(digits) },
  {
    title: 'SSIM',
    cell: ({ ssim, void: isVoid }) => (ssim === undefined ? '–' : ssim.toFixed(4) + (isVoid ? ' void' : '')),
  },
  { title: 'kB/image', cell: ({ bytesPerImage: bytes }) => (bytes === undefined ? '–' : (bytes / 1000).toFixed(1)) },
  { title: 'peak MB', cell: ({ peakMB }) => peakMB?.toFixed(0) ?? '–' },
  { title: 'start ms', cell: ({ startMs }) => startMs?.toFixed(0) ?? '–' },
  { title: 'setting', cell: ({ setting }) => setting ?? '' },
];

/** One result for a person to read: a table of what was measured, then the ratios that it exists for. */
export function tableOf(group: GroupResult): string {
  const { name, summary, unit, better, subjects, ratios = [], absent = [] } = group;
  const images = subjects.find((subject) => subject.images !== undefined)?.images;
  const heading = `${name}: ${summary}\n${unit}, ${better} is better${images ? `, ${images} images a round` : ''}`;
  const digits = digitsFor(Math.max(...subjects.map(({ value }) => value.median)));
  const told = columns
    .map(({ title, cell }) => [title, ...subjects.map((subject) => cell(subject, digits))])
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
  return [heading, '', ...lines, '', ...ratios.map(ratioLine), ...absent.map(absenceLine)].join('\n');
}

/** After the point: what tells figures of this size apart. */
function digitsFor(largest: number): number {
  if (largest >= 1000) return 0;
  return largest < 1 ? 3 : 1;
}

function ratioLine(ratio: Ratio): string {
  const { title, value, expected } = ratio;
  const { atLeast, atMost } = expected;
  const wish = atLeast !== undefined ? `at least ${atLeast}` : atMost !== undefined ? `at most ${atMost}` : null;
  const told = wish
    ? ` (expected ${wish}: ${verdictOf(ratio)})`
    : ratio.void
      ? ` (${ratio.void}'s figure is void)`
      : '';
  return `${title}: ${Number(value.toFixed(2)).toFixed(2)}${told}`;
}

/** Whether a ratio is what was expected of it. A void figure meets nothing, and is no reproach to who is held against it. */
export function verdictOf({ value, expected: { atLeast, atMost }, void: voided }: Ratio): string {
  if (voided?.startsWith('manyhands')) return 'MISSED, void';
  const holds = (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
  return `${holds ? 'met' : 'MISSED'}${voided ? `, ${voided}'s figure is void` : ''}`;
}

export function absenceLine({ name, workers, isMissing, why }: Absent): string {
  return `${name} × ${workers} is ${isMissing ? 'missing' : 'not measured'}: ${why}.`;
}

export function machineLine({ cpu, cores, memoryMB, os, node, chromium, sharp, libvips }: Machine): string {
  const gigabytes = (memoryMB / 1000).toFixed(0);
  return `${cpu}, ${cores} cores, ${gigabytes} GB, ${os}; Chromium ${chromium}, Node ${node}, sharp ${sharp} with libvips ${libvips}`;
}
