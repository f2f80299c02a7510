const names = ['accent', 'on-accent', 'background', 'color', 'muted', 'border', 'radius', 'font'] as const;

/** The custom properties that a page sets on the element and the frame draws by. */
export type Look = `--mh-${(typeof names)[number]}`;

/** Those that are set, as text. */
export function looksOf(element: HTMLElement): Record<string, string> {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    names
      .map((name) => [`--mh-${name}`, style.getPropertyValue(`--mh-${name}`).trim()] as const)
      .filter(([, value]) => value),
  );
}

/** Whether the field is to be dark: by its `theme`, or by the `color-scheme` that holds where it stands. @param isPreferred The person's choice. */
export function isDark(element: HTMLElement, theme: string, isPreferred: boolean): boolean {
  if (theme !== 'auto') return theme === 'dark';
  const { colorScheme } = getComputedStyle(element);
  return colorScheme.includes('dark') && (isPreferred || !colorScheme.includes('light'));
}
