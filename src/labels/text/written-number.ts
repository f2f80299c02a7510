/** A number as text: twelve digits, which hide what computing in doubles has added, and no zeros behind. */
export function written(value: number): string {
  const size = Math.abs(value);
  if (size >= 0.1 && size < 1e6) return value < 0 ? `-${plain(size)}` : plain(size);
  const short = Number(value.toPrecision(12));
  // No exponents: readers of these formats split at spaces and expect digits. Twenty decimals reach beyond any of ours.
  return Math.abs(short) < 1e-6 && short !== 0 ? short.toFixed(20).replace(/(?<!0)0+$/, '') : String(short);
}

const tens = Array.from({ length: 13 }, (_, power) => 10 ** power);

/**
 * From 0.1 up to a million, which most of what labels say is: by two small integers, since engines take several times as
 * long for the digits of a double.
 */
function plain(size: number): string {
  let whole = Math.floor(size);
  // Of twelve digits those behind the point, six or more.
  let decimals = 12;
  while (whole >= tens[12 - decimals]!) decimals--;
  let rest = Math.round((size - whole) * tens[decimals]!);
  if (rest === tens[decimals]) {
    whole++;
    rest = 0;
  }
  if (rest === 0) return String(whole);
  const first = Math.floor(rest / 1e6);
  // A one before each keeps the zeros in front.
  const digits = `${String(tens[decimals - 6]! + first).slice(1)}${String(1e6 + (rest - first * 1e6)).slice(1)}`;
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === zero) end--;
  return `${whole}.${digits.slice(0, end)}`;
}

const zero = 48;
