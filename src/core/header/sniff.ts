import type { Bytes } from './bytes';
import { isCameraRaw } from './camera-raw';
import type { ImageFormat } from './header';
import { isTga } from './tga';

/** Signatures at the start of a file, most telling first. */
const signatures: readonly (readonly [ImageFormat, (file: Bytes) => boolean])[] = [
  ['jpeg', (file) => file.has(0, '\xff\xd8\xff')],
  ['png', (file) => file.has(0, '\x89PNG\r\n\x1a\n')],
  ['webp', (file) => file.has(0, 'RIFF') && file.has(8, 'WEBP')],
  ['gif', (file) => file.has(0, 'GIF87a') || file.has(0, 'GIF89a')],
  ['raw', isCameraRaw],
  ['tiff', (file) => ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((mark) => file.has(0, mark))],
  ['jxl', (file) => file.has(0, '\xff\x0a') || file.has(0, '\0\0\0\x0cJXL \r\n\x87\n')],
  ['jp2', (file) => file.has(0, '\0\0\0\x0cjP  \r\n\x87\n') || file.has(0, '\xff\x4f\xff\x51')],
  ['avif', (file) => isBrand(file, ['avif', 'avis'])],
  ['heif', (file) => isBrand(file, ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'])],
  ['psd', (file) => file.has(0, '8BPS')],
  ['qoi', (file) => file.has(0, 'qoif')],
  ['exr', (file) => file.has(0, '\x76\x2f\x31\x01')],
  ['radiance', (file) => file.has(0, '#?RADIANCE') || file.has(0, '#?RGBE')],
  ['fits', (file) => file.has(0, 'SIMPLE  =')],
  ['pdf', (file) => file.has(0, '%PDF-')],
  ['ico', (file) => file.has(0, '\0\0\x01\0') && file.u16(4, true) > 0 && file.u16(4, true) < 256 && file.u8(9) === 0],
  ['bmp', (file) => file.has(0, 'BM') && [12, 16, 40, 52, 56, 64, 108, 124].includes(file.u32(14, true))],
  ['ppm', isPortable],
  ['svg', isSvg],
  ['tga', isTga],
];

/** The format by content, never by extension; null where it is no image that we know. */
export function sniff(file: Bytes): ImageFormat | null {
  return signatures.find(([, matches]) => matches(file))?.[0] ?? null;
}

/** ISO base media: `ftyp` with the brand as major or among the first compatible ones. AVIF is asked before HEIF. */
function isBrand(file: Bytes, brands: readonly string[]): boolean {
  if (!file.has(4, 'ftyp')) return false;
  const end = Math.min(file.u32(0), 256, file.length);
  for (let at = 8; at + 4 <= end; at += 4) if (at !== 12 && brands.some((brand) => file.has(at, brand))) return true;
  return false;
}

/** P1 to P6 and PFM's PF and Pf, followed by white space or a comment. */
function isPortable(file: Bytes): boolean {
  if (file.u8(0) !== 0x50 || !'123456Ff'.includes(String.fromCharCode(file.u8(1)))) return false;
  return [0x09, 0x0a, 0x0d, 0x20, 0x23].includes(file.u8(2));
}

/** Text whose first element, behind declarations and comments, is `svg`. */
function isSvg(file: Bytes): boolean {
  let text = '';
  for (let at = file.has(0, '\xef\xbb\xbf') ? 3 : 0; at < Math.min(file.length, 4096); at++) {
    const code = file.u8(at);
    if (code === 0) return false;
    text += String.fromCharCode(code);
  }
  const start =
    /^(?:<\?xml[^>]{0,512}\?>|<!--[\s\S]{0,3072}?-->|<!DOCTYPE[^>]{0,2048}>|\s)*/i.exec(text)?.[0].length ?? 0;
  return /^<(?:svg|\w{1,16}:svg)[\s>/]/i.test(text.slice(start));
}
