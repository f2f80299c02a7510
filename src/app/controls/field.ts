/** What every control of a form takes. */
export interface FieldProps<T> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly isInvalid?: boolean | undefined;
}

/** `top-right` as a person reads it. */
export function wording(value: string): string {
  const words = value.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
