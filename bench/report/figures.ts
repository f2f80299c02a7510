import { absenceLine } from '../table';
import type { BenchResult, GroupResult, SubjectResult } from '../result';
import { figure, table } from './markdown';

const spreadOf = ({ value: { min, median, max } }: SubjectResult) =>
  `${figure(median)} (${figure(min)}–${figure(max)})`;

const columns: readonly {
  readonly title: (group: GroupResult) => string;
  readonly cell: (subject: SubjectResult) => string;
  readonly isText?: boolean;
}[] = [
  { title: () => 'subject', cell: ({ name }) => `\`${name}\``, isText: true },
  { title: () => 'workers', cell: ({ workers }) => String(workers) },
  { title: ({ unit }) => `${unit}, median (min–max)`, cell: spreadOf },
  {
    title: () => 'SSIM',
    cell: ({ ssim, void: isVoid }) => (ssim === undefined ? '' : ssim.toFixed(4) + (isVoid ? ' void' : '')),
  },
  {
    title: () => 'kB/image',
    cell: ({ bytesPerImage: bytes }) => (bytes === undefined ? '' : (bytes / 1000).toFixed(1)),
  },
  { title: () => 'peak MB', cell: ({ peakMB }) => peakMB?.toFixed(0) ?? '' },
  { title: () => 'start ms', cell: ({ startMs }) => startMs?.toFixed(0) ?? '' },
  { title: () => 'setting', cell: ({ setting }) => setting ?? '', isText: true },
  { title: () => 'version', cell: ({ version }) => version ?? '', isText: true },
];

/** A table for each group of images, and who is not in it. The pool's questions stand in tables of their own. */
export function figures({ groups }: Pick<BenchResult, 'groups'>): string {
  return groups
    .filter(({ name }) => !name.startsWith('pool-'))
    .map((group) => {
      const { name, summary, subjects, absent = [], ratios = [] } = group;
      const shown = columns.filter(({ cell }) => subjects.some((subject) => cell(subject) !== ''));
      const told = table(
        shown.map(({ title }) => title(group)),
        subjects.map((subject) => shown.map(({ cell }) => cell(subject) || '–')),
        (column) => !shown[column]!.isText,
      );
      const images = subjects.find((subject) => subject.images !== undefined)?.images;
      const lines = [
        `### \`${name}\``,
        `${summary[0]!.toUpperCase()}${summary.slice(1)}${images ? `; ${images} images in a round` : ''}.`,
        ...(subjects.length > 0 ? [told] : []),
        ...ratios.filter(({ expected }) => Object.keys(expected).length === 0).map(ratioLine),
        ...absent.map(absenceLine),
      ];
      return lines.join('\n\n');
    })
    .join('\n\n');
}

function ratioLine({ title, value }: { title: string; value: number }): string {
  return `${title[0]!.toUpperCase()}${title.slice(1)}: ${figure(value)}.`;
}

const worlds = { chromium: 'In Chromium', node: 'In Node' } as const;

/** The pool's questions side by side, a table for each world; null where they were not measured. */
export function poolFigures({ groups }: Pick<BenchResult, 'groups'>): string | null {
  const tables = Object.entries(worlds).flatMap(([world, title]) => {
    const asked = groups.filter(({ name }) => name.startsWith('pool-') && name.endsWith(`-${world}`));
    if (asked.length === 0) return [];
    const names = [...new Set(asked.flatMap(({ subjects }) => subjects.map(({ name }) => name)))];
    const rows = names.map((name) => [
      `\`${name}\``,
      ...asked.map(({ subjects }) => {
        const subject = subjects.find((one) => one.name === name);
        return subject ? spreadOf(subject) : '–';
      }),
    ]);
    const header = asked.map(({ name, unit }) => `\`${name.slice(5, -world.length - 1)}\`, ${unit}`);
    return [`${title}:`, table(['subject', ...header], rows, (column) => column > 0)];
  });
  return tables.length > 0 ? tables.join('\n\n') : null;
}
