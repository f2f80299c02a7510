/** One header block of a tar file (POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar's own for the rest). */
export interface TarHeader {
  readonly name: string;
  readonly bytes: number;
  /** `0` a file, `5` a folder, `x` pax records, `L` a long name … */
  readonly type: string;
}

export const blockBytes = 512;

/** @param block 512 bytes. @returns null where its sum is wrong: this is no header. */
export function tarHeader(block: Uint8Array): TarHeader | null {
  if (block.length < blockBytes || numberAt(block, 148, 8) !== sumOf(block)) return null;
  const name = textAt(block, 0, 100);
  // GNU's magic is followed by two blanks, and its prefix field holds other things.
  const isPosix = textAt(block, 257, 6) === 'ustar' && block[263] === 0x30;
  const prefix = isPosix ? textAt(block, 345, 155) : '';
  const flag = block[156] ?? 0;
  // Before POSIX a file had none, and a folder's name ended in a slash.
  const type = flag === 0 ? (name.endsWith('/') ? '5' : '0') : String.fromCharCode(flag);
  return { name: prefix === '' ? name : `${prefix}/${name}`, bytes: numberAt(block, 124, 12), type };
}

/** Whether a file is a tar, by its first header. @param head The file's first 512 bytes. */
export function startsAsTar(head: Uint8Array): boolean {
  const header = tarHeader(head);
  return header !== null && header.name !== '' && head.some((byte) => byte !== 0);
}

/** Whether a file is packed by gzip. */
export function startsAsGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/** Records of a pax header: `<length> <key>=<value>\n`, the length counting itself. What is damaged ends the list. */
export function paxRecords(data: Uint8Array): ReadonlyMap<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < data.length;) {
    const blank = data.indexOf(0x20, at);
    const length = Number(textAt(data, at, blank - at));
    if (blank < 0 || !Number.isInteger(length) || length <= blank - at + 2 || at + length > data.length) break;
    const record = new TextDecoder().decode(data.subarray(blank + 1, at + length - 1));
    const sign = record.indexOf('=');
    if (sign > 0) records.set(record.slice(0, sign), record.slice(sign + 1));
    at += length;
  }
  return records;
}

/** UTF-8 up to the first zero; what is none is read as Latin-1, as old packers wrote it. */
export function textAt(bytes: Uint8Array, at: number, length: number): string {
  const field = bytes.subarray(at, at + length);
  const end = field.indexOf(0);
  const text = end < 0 ? field : field.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch {
    return new TextDecoder('latin1').decode(text);
  }
}

/** Octal digits, or, where the first bit is set, 95 bits of a big-endian number as GNU tar writes large sizes. */
function numberAt(block: Uint8Array, at: number, length: number): number {
  if ((block[at]! & 0x80) !== 0) {
    let value = block[at]! & 0x7f;
    for (let i = 1; i < length; i++) value = value * 256 + block[at + i]!;
    return value;
  }
  const digits = textAt(block, at, length).trim();
  return /^[0-7]+$/.test(digits) ? parseInt(digits, 8) : digits === '' ? 0 : NaN;
}

/** All bytes, those of the sum itself counted as blanks. */
function sumOf(block: Uint8Array): number {
  let sum = 8 * 0x20;
  for (let i = 0; i < blockBytes; i++) if (i < 148 || i >= 156) sum += block[i]!;
  return sum;
}
