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

/** What is wrong with labels by its code, the most frequent first; what is of the set as a whole stands last. */
export function checkGroups({ checks = [], wrong = [] }: Pick<LabelReport, 'checks' | 'wrong'>): readonly CheckGroup[] {
  return [...checks]
    .sort((one, other) => isOfSet(one) - isOfSet(other) || other.count - one.count)
    .map(({ code, count }) => {
      const own = wrong.filter((one) => one.code === code);
      return { code, many: count, wrong: own, images: new Set(own.flatMap(({ image }) => image ?? [])) };
    });
}

/** What a line speaks of: an image, or a class where it is the set as a whole. */
export function subjectOf({ image, class: name }: WrongLabel): string {
  return image ?? name ?? '';
}

function isOfSet({ code }: { readonly code: LabelCheckCode }): number {
  return Number(code === 'one-split');
}
