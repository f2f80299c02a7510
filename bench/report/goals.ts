import { verdictOf } from '../table';
import type { BenchResult } from '../result';
import { figure, table } from './markdown';

/** Every ratio that has a goal, group by group, with whether it is met. */
export function goalsTable({ groups }: Pick<BenchResult, 'groups'>): string {
  const rows = groups.flatMap(({ name, ratios = [] }) =>
    ratios.flatMap((ratio) => {
      const { title, value, expected } = ratio;
      const goal = goalOf(expected);
      return goal === null ? [] : [[`\`${name}\``, title, goal, figure(value), verdictOf(ratio)]];
    }),
  );
  const told = table(['group', 'what', 'goal', 'measured', 'verdict'], rows, (column) => column === 2 || column === 3);
  const met = rows.map((row) => row[4]!).filter((verdict) => verdict.startsWith('met'));
  const beside = met.filter((verdict) => verdict !== 'met').length;
  const apart = beside > 0 ? `, ${beside} of them against a figure that is void` : '';
  return `${told}\n\n${met.length} of ${rows.length} goals are met${apart}.`;
}

function goalOf({ atLeast, atMost }: { atLeast?: number | undefined; atMost?: number | undefined }): string | null {
  if (atLeast !== undefined) return `≥ ${atLeast}`;
  return atMost === undefined ? null : `≤ ${atMost}`;
}
