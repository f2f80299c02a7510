import type { Measured, Ratio } from './groups/group';
import type { Machine, SubjectResult } from './result';

type Aside = Measured['asides'][number];

const columns: readonly { readonly title: string; readonly cell: (subject: SubjectResult, aside: Aside) => string }[] =
  [
    { title: 'subject', cell: ({ name }) => name },
    { title: 'workers', cell: ({ workers }) => String(workers) },
    { title: 'median', cell: ({ value }) => value.median.toFixed(1) },
    { title: 'min', cell: ({ value }) => value.min.toFixed(1) },
    { title: 'max', cell: ({ value }) => value.max.toFixed(1) },
    { title: 'SSIM', cell: ({ ssim }) => ssim?.toFixed(4) ?? '–' },
    { title: 'kB/image', cell: ({ bytesPerImage: bytes }) => (bytes === undefined ? '–' : (bytes / 1000).toFixed(1)) },
    { title: 'peak MB', cell: ({ peakMB }) => peakMB?.toFixed(0) ?? '–' },
    { title: 'start ms', cell: (_, { startMs }) => startMs.toFixed(0) },
    { title: 'setting', cell: (_, { setting }) => setting ?? '' },
  ];

/** One group for a person to read: a table, then the ratios that it exists for. */
export function tableOf({ result, asides, ratios, missing }: Measured, summary: string): string {
  const { name, unit, better, subjects } = result;
  const images = subjects.find((subject) => subject.images !== undefined)?.images;
  const heading = `${name}: ${summary}\n${unit}, ${better} is better${images ? `, ${images} images a round` : ''}`;
  const rows = [
    columns.map(({ title }) => title),
    ...subjects.map((subject, index) => columns.map(({ cell }) => cell(subject, asides[index]!))),
  ];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const isText = (column: number) => column === 0 || column === columns.length - 1;
  const lines = rows.map((row) =>
    row
      .map((text, column) => (isText(column) ? text.padEnd(widths[column]!) : text.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
  return [heading, '', ...lines, '', ...ratios.map(ratioLine), ...missing].join('\n');
}

function ratioLine({ title, value, expected: { atLeast, atMost } }: Ratio): string {
  const wish = atLeast !== undefined ? `at least ${atLeast}` : atMost !== undefined ? `at most ${atMost}` : null;
  const holds = (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
  return `${title}: ${value.toFixed(2)}${wish ? ` (expected ${wish}${holds ? '' : ': MISSED'})` : ''}`;
}

export function machineLine({ cpu, cores, memoryMB, os, node, chromium, sharp, libvips }: Machine): string {
  const gigabytes = (memoryMB / 1000).toFixed(0);
  return `${cpu}, ${cores} cores, ${gigabytes} GB, ${os}; Chromium ${chromium}, Node ${node}, sharp ${sharp} with libvips ${libvips}`;
}
