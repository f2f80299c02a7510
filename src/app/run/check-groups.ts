import type { LabelCheckCode } from '../../core/dataset/label-checks';
import type { LabelReport } from '../../core/dataset/label-report';

export type WrongLabel = NonNullable<LabelReport['wrong']>[number];

export interface CheckGroup {
  readonly code: LabelCheckCode;
  readonly many: number;
  /** Those that the report lists. */
  readonly wrong: readonly WrongLabel[];
  /** Paths of their images. */
  readonly images: ReadonlySet<string>;
}

/** What is wrong with labels by its code, the most frequent first. */
export function checkGroups({ checks = [], wrong = [] }: Pick<LabelReport, 'checks' | 'wrong'>): readonly CheckGroup[] {
  return [...checks]
    .sort((one, other) => other.count - one.count)
    .map(({ code, count }) => {
      const own = wrong.filter((one) => one.code === code);
      return { code, many: count, wrong: own, images: new Set(own.flatMap(({ image }) => image ?? [])) };
    });
}
