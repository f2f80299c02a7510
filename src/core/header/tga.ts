import type { Bytes } from './bytes';

const footer = 'TRUEVISION-XFILE.\0';

/**
 * Whether a file is a Truevision TGA. The format has no signature but the footer of its second version, so without one
 * every field of the header must be in order, and the file as long as the pixels want it (TGA 2.0, field 1 to 5.6).
 */
export function isTga(file: Bytes): boolean {
  const map = file.u8(1);
  const type = file.u8(2) & 0x07;
  const isPacked = (file.u8(2) & 0x08) !== 0;
  const mapLength = file.u16(5, true);
  const mapBits = file.u8(7);
  const width = file.u16(12, true);
  const height = file.u16(14, true);
  const bits = file.u8(16);
  const isInOrder =
    file.length > 18 &&
    (file.u8(2) & 0xf0) === 0 &&
    width > 0 &&
    height > 0 &&
    (file.u8(17) & 0xc0) === 0 &&
    (type === 1
      ? map === 1 && mapLength > 0 && [15, 16, 24, 32].includes(mapBits) && (bits === 8 || bits === 16)
      : type === 2
        ? map <= 1 && [15, 16, 24, 32].includes(bits)
        : type === 3 && map === 0 && mapLength === 0 && (bits === 8 || bits === 16));
  if (!isInOrder) return false;
  if (file.lastOf(footer, footer.length) >= 0) return true;
  const before = 18 + file.u8(0) + Math.ceil((mapLength * mapBits) / 8);
  const pixel = Math.ceil(bits / 8);
  // A packet of a run stands for 128 pixels at most.
  const least = isPacked ? Math.ceil((width * height) / 128) * (1 + pixel) : width * height * pixel;
  return file.length >= before + least;
}
