/** The custom properties that a page sets on the element and the frame draws by. */
export const looks = [
  '--mh-accent',
  '--mh-on-accent',
  '--mh-background',
  '--mh-color',
  '--mh-muted',
  '--mh-border',
  '--mh-radius',
  '--mh-font',
] as const;

/** Those that are set, as text. */
export function looksOf(element: HTMLElement): Record<string, string> {
  const style = getComputedStyle(element);
  return Object.fromEntries(
    looks.flatMap((name) => {
      const value = style.getPropertyValue(name).trim();
      return value ? [[name, value]] : [];
    }),
  );
}

/** Whether the field is to be dark: by its `theme`, or by the `color-scheme` that holds where it stands. @param isPreferred The person's choice. */
export function isDark(element: HTMLElement, theme: string, isPreferred: boolean): boolean {
  if (theme !== 'auto') return theme === 'dark';
  const { colorScheme } = getComputedStyle(element);
  return colorScheme.includes('dark') && (isPreferred || !colorScheme.includes('light'));
}
