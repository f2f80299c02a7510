/** A file held against another decoder's picture of it. */
export interface Compared {
  readonly path: string;
  /** Mean difference of the samples that both have, of 255. */
  readonly mean: number;
  /** What two right decoders may differ in. */
  readonly atMost: number;
  /** What differs beside the pixels, as its size; null for nothing. */
  readonly differs: string | null;
}

/** A difference that was looked into. */
export interface Waiver {
  readonly why: string;
  /** What was measured, rounded up: the mean may be no more. */
  readonly atMost: number;
  /** What differs beside the pixels, to the letter. */
  readonly differs?: string;
}

/**
 * What is away from its reference without a reason, or farther than its reason was measured to bring it; a reason for what
 * does not differ, or for no file, is told too.
 */
export function unexplained(all: readonly Compared[], waivers: Readonly<Record<string, Waiver>>): string[] {
  const paths = new Set(all.map(({ path }) => path));
  return [
    ...all.flatMap((one) => verdict(one, waivers[one.path]) ?? []),
    ...Object.keys(waivers)
      .filter((path) => !paths.has(path))
      .map((path) => `${path} has a reason to differ, and was not compared.`),
  ];
}

function verdict({ path, mean, atMost, differs }: Compared, waiver: Waiver | undefined): string | null {
  const isAlike = mean <= atMost && differs === null;
  if (waiver && isAlike) return `${path} is like its reference, though a reason says otherwise.`;
  const [most, expected] = waiver ? [waiver.atMost, waiver.differs ?? null] : [atMost, null];
  const parts = [
    // What is no number is no distance.
    ...(mean <= most ? [] : [`off by ${mean} of 255 in mean; ${most} is the limit`]),
    ...(differs === expected ? [] : [`expected to differ in ${expected ?? 'pixels alone'}, received ${differs}`]),
  ];
  return parts.length > 0 ? `${path}: ${parts.join('; ')}.` : null;
}

/** For a person: each waiver with its bound. */
export function waiverLines(waivers: Readonly<Record<string, Waiver>>): string[] {
  return Object.entries(waivers).map(
    ([path, { why, atMost, differs }]) => `${path}: ${differs ? `${differs}; ` : ''}at most ${atMost} of 255. ${why}`,
  );
}
