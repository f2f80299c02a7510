export interface Validated {
  /** Images that were brought have come to no end, and may never. */
  readonly isWaiting: boolean;
  readonly isTooMany: boolean;
  readonly maxFiles: number | null;
  readonly maxBytes: number | null;
  readonly required: boolean;
  readonly results: readonly File[];
}

/** Why the form may not be sent yet, as `ElementInternals.setValidity` takes it; nothing where it may. */
export function validityOf(field: Validated): [ValidityStateFlags, string?] {
  const { isWaiting, isTooMany, maxFiles, maxBytes, required, results } = field;
  const bytes = results.reduce((sum, { size }) => sum + size, 0);
  if (isTooMany) return [{ rangeOverflow: true }, `Choose at most ${maxFiles} image${maxFiles === 1 ? '' : 's'}.`];
  if (isWaiting) return [{ customError: true }, 'The images are not ready yet.'];
  if (maxBytes !== null && bytes > maxBytes)
    return [{ rangeOverflow: true }, `The images are ${mb(bytes)} together; ${mb(maxBytes)} may be sent.`];
  if (required && results.length === 0) return [{ valueMissing: true }, 'Add an image.'];
  return [{}];
}

/** Decimal, as disks count. */
function mb(bytes: number): string {
  return `${Math.round(bytes / 1e4) / 100} MB`;
}
