/** Numbers as people read them: with units, and as long as they must be. */

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const plural = new Intl.PluralRules('en');

export function count(value: number, one: string, many = `${one}s`): string {
  return `${whole.format(value)} ${plural.select(value) === 'one' ? one : many}`;
}

export function number(value: number): string {
  return whole.format(value);
}

/** Decimal units, as disks and file managers count; three figures. */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let size = value;
  let unit = -1;
  do {
    size /= 1000;
    unit++;
  } while (size >= 999.5 && unit < units.length - 1);
  return `${figures(size)} ${units[unit]}`;
}

export function pixels(width: number, height: number): string {
  return `${width} × ${height} px`;
}

/** `4.2 images/s`; slow runs are told per minute. */
export function rate(perSecond: number): string {
  if (perSecond >= 0.95) return `${figures(perSecond)} images/s`;
  return `${figures(perSecond * 60)} images/min`;
}

export function milliseconds(value: number): string {
  if (value < 999.5) return `${Math.round(value)} ms`;
  return `${figures(value / 1000)} s`;
}

/** Coarser the longer it is: a time that is not known to the second is not shown to the second. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** `−62 %`, `+8 %`; null where it stays. */
export function change(before: number, after: number): string | null {
  if (before === 0) return null;
  const percent = Math.round((after / before - 1) * 100);
  if (percent === 0) return null;
  return `${percent < 0 ? '−' : '+'}${whole.format(Math.abs(percent))} %`;
}

export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const cut = path.lastIndexOf('/') + 1;
  return { folder: path.slice(0, cut), name: path.slice(cut) };
}

function figures(value: number): string {
  return value >= 99.5 ? whole.format(value) : value >= 9.95 ? value.toFixed(1) : value.toFixed(2);
}

/** `JPEG, PNG, and GIF`. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
}
