export interface Validated {
  readonly isWorking: boolean;
  readonly isTooMany: boolean;
  readonly maxFiles: number | null;
  readonly maxBytes: number | null;
  readonly required: boolean;
  readonly results: readonly File[];
}

/** Why the form may not be sent yet, as `ElementInternals.setValidity` takes it; nothing where it may. */
export function validityOf(field: Validated): [ValidityStateFlags, string?] {
  const { isWorking, isTooMany, maxFiles, maxBytes, required, results } = field;
  const bytes = results.reduce((sum, { size }) => sum + size, 0);
  if (isTooMany) return [{ rangeOverflow: true }, `Choose at most ${maxFiles} ${maxFiles === 1 ? 'image' : 'images'}.`];
  if (isWorking) return [{ customError: true }, 'Wait until the images are ready.'];
  if (maxBytes !== null && bytes > maxBytes)
    return [{ rangeOverflow: true }, `The images are ${mb(bytes)} together; ${mb(maxBytes)} may be sent.`];
  if (required && results.length === 0) return [{ valueMissing: true }, 'Add an image.'];
  return [{}];
}

/** Decimal, as disks count. */
function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`;
}
