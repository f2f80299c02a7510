import type { LabelCheckCode } from '../../core/dataset/label-checks';
import type { LabelReport } from '../../core/dataset/label-report';
import type { Report } from '../../core/dataset/report';
import type { Recipe } from '../../core/recipe/recipe';

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

/**
 * What checks found in the labels of one image. Nothing where a recipe has other classes by now: labels are counted
 * without those of dropped classes, so that a place among them would name another.
 */
export function wrongIn(
  report: Pick<Report, 'labels' | 'recipe'> | null,
  image: string,
  now: Recipe | null,
): readonly WrongLabel[] {
  const classesOf = (recipe: Recipe) => JSON.stringify([recipe.labels.classes, recipe.labels.otherClasses]);
  if (!report?.labels?.wrong || !now || classesOf(report.recipe) !== classesOf(now)) return [];
  return report.labels.wrong.filter((one) => one.image === image);
}
