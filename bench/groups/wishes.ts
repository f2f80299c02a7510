import type { Ground } from '../subjects';
import type { RatioWish } from './images';

/** The peer's time ÷ ours: higher is better, 1 is equal. @param atLeast The goal, where there is one. */
export function against(
  { cores }: Ground,
  goals: Readonly<Record<string, number | null>>,
  ours = 'manyhands-auto',
): RatioWish[] {
  return Object.entries(goals).map(([peer, atLeast]) => ({
    title: `${peer}'s time ÷ ${ours}'s`,
    dividend: { name: peer, workers: cores },
    divisor: { name: ours, workers: cores },
    expected: atLeast === null ? {} : { atLeast },
  }));
}

/** One worker's time ÷ that of all; on two cores with the goal, where there is one. */
export function scaling({ cores }: Ground, name: string, atLeast: number | null): RatioWish[] {
  if (cores < 2) return [];
  return [
    {
      title: `${name}'s time with 1 at once ÷ that with ${cores}`,
      dividend: { name, workers: 1 },
      divisor: { name, workers: cores },
      expected: atLeast === null || cores !== 2 ? {} : { atLeast },
    },
  ];
}
