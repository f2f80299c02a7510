/** What the host's page may set, and as what it is read: a value that is not of its kind is not taken. */
const kinds = {
  '--mh-accent': 'color',
  '--mh-on-accent': 'color',
  '--mh-background': 'background-color',
  '--mh-color': 'color',
  '--mh-muted': 'color',
  '--mh-border': 'border-color',
  '--mh-radius': 'border-radius',
  '--mh-font': 'font-family',
} as const;

/** Puts the host's looks on this page; those that are gone are taken off. */
export function wear(looks: Readonly<Record<string, string>>, isDark: boolean): void {
  const { style } = document.documentElement;
  style.colorScheme = isDark ? 'dark' : 'light';
  for (const [name, property] of Object.entries(kinds)) {
    const value = Object.hasOwn(looks, name) ? looks[name]! : '';
    if (value && CSS.supports(property, value) && !/url\(/i.test(value)) style.setProperty(name, value);
    else style.removeProperty(name);
  }
}
