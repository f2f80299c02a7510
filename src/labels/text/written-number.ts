/**
 * A number as text: twelve digits, which hide what computing in doubles has added, no zeros behind, and no exponent, since
 * readers of these formats split at spaces and expect digits.
 */
export function written(value: number): string {
  const end = putPlain(room, 0, value);
  if (end < 0) return rare(value);
  let text = '';
  for (let at = 0; at < end; at++) text += characters[room[at]!];
  return text;
}

/** No number takes more, in bytes. */
export const mostNumberBytes = 330;

/**
 * The same text as bytes.
 * @param bytes Has room for `mostNumberBytes` from there on. @returns where what follows goes.
 */
export function putNumber(bytes: Uint8Array, at: number, value: number): number {
  const end = putPlain(bytes, at, value);
  return end < 0 ? at + encoder.encodeInto(rare(value), bytes.subarray(at)).written : end;
}

/** Below a millionth or from a million on. */
function rare(value: number): string {
  const short = Number(value.toPrecision(12));
  const size = Math.abs(short);
  // Twenty decimals reach beyond any of ours.
  if (size < 1e-6) return withoutZeros(short.toFixed(20));
  return size >= 1e21 && size < Infinity ? String(BigInt(short)) : String(short);
}

/** Of a text with a point. */
function withoutZeros(text: string): string {
  let end = text.length;
  while (text[end - 1] === '0') end--;
  if (text[end - 1] === '.') return Number(text) === 0 ? '0' : text.slice(0, end - 1);
  return text.slice(0, end);
}

/**
 * From a millionth up to a million, which most of what labels say is: by small integers, since engines take several times
 * as long for the digits of a double.
 * @returns where what follows goes; -1 where it is another number.
 */
function putPlain(bytes: Uint8Array, start: number, value: number): number {
  let at = start;
  let size = value;
  if (value < 0) {
    bytes[at++] = minus;
    size = -value;
  }
  if (!(size >= 1e-6 && size < 1e6)) return -1;
  let whole = Math.floor(size);
  // Those of twelve digits that stand behind the point, zeros that come first there not counted.
  let decimals = 12;
  while (whole >= tens[12 - decimals]!) decimals--;
  while (size < 1 / tens[decimals - 11]!) decimals++;
  let rest = Math.round((size - whole) * tens[decimals]!);
  if (rest === tens[decimals]) {
    whole++;
    rest = 0;
  } else if (rest === tens[12]) {
    // A thirteenth digit: one zero less.
    rest /= 10;
    decimals--;
  }
  at = putWhole(bytes, at, whole);
  if (rest === 0) return at;
  bytes[at++] = point;
  // Six to twelve of them in two halves of 32 bits, behind the zeros.
  let zeros = decimals - 12;
  while (zeros-- > 0) bytes[at++] = zero;
  const shown = Math.min(decimals, 12);
  const first = Math.floor(rest / 1e6);
  at = shown === 12 ? putSix(bytes, at, first) : putDigits(bytes, at, first, shown - 6);
  at = putSix(bytes, at, rest - first * 1e6);
  while (bytes[at - 1] === zero) at--;
  return at;
}

function putWhole(bytes: Uint8Array, at: number, value: number): number {
  let digits = 1;
  while (value >= tens[digits]!) digits++;
  return putDigits(bytes, at, value, digits);
}

/** So many digits, with zeros in front. */
function putDigits(bytes: Uint8Array, at: number, value: number, many: number): number {
  let left = value | 0;
  for (let place = at + many - 1; place >= at; place--) {
    const next = (left / 10) | 0;
    bytes[place] = zero + left - 10 * next;
    left = next;
  }
  return at + many;
}

/** Below a million. */
function putSix(bytes: Uint8Array, at: number, value: number): number {
  const whole = value | 0;
  const thousands = (whole / 1000) | 0;
  const high = 3 * thousands;
  const low = 3 * (whole - 1000 * thousands);
  bytes[at] = threes[high]!;
  bytes[at + 1] = threes[high + 1]!;
  bytes[at + 2] = threes[high + 2]!;
  bytes[at + 3] = threes[low]!;
  bytes[at + 4] = threes[low + 1]!;
  bytes[at + 5] = threes[low + 2]!;
  return at + 6;
}

const [zero, minus, point] = [48, 45, 46];
const tens = Array.from({ length: 20 }, (_, power) => 10 ** power);
/** The digits of 000 to 999. */
const threes = Uint8Array.from({ length: 3000 }, (_, at) => {
  const value = Math.floor(at / 3);
  return zero + (Math.floor(value / tens[2 - (at % 3)]!) % 10);
});
const room = new Uint8Array(mostNumberBytes);
const characters = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const encoder = new TextEncoder();
