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

/** Whether the field is to be dark: by its `theme`, or by the `color-scheme` that holds where it stands. */
export function isDark(element: HTMLElement, theme: string): boolean {
  if (theme !== 'auto') return theme === 'dark';
  const { colorScheme } = getComputedStyle(element);
  const [light, dark] = ['light', 'dark'].map((one) => colorScheme.includes(one));
  return Boolean(dark) && (!light || matchMedia('(prefers-color-scheme:dark)').matches);
}
