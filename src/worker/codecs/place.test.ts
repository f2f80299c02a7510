import { describe, expect, it } from 'vitest';
import { withoutPlace, withoutPlaceXmp } from './place';

/** Orientation, the pointer to GPS, a software's name; then GPS: a latitude of three fractions. */
function exifWithPlace(little: boolean): Uint8Array {
  const tiff = new Uint8Array(8 + 2 + 36 + 4 + 2 + 12 + 4 + 24);
  const view = new DataView(tiff.buffer);
  tiff.set(little ? [0x49, 0x49, 0x2a, 0] : [0x4d, 0x4d, 0, 0x2a]);
  view.setUint32(4, 8, little);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    view.setUint16(at, tag, little);
    view.setUint16(at + 2, type, little);
    view.setUint32(at + 4, count, little);
    if (type === 3) view.setUint16(at + 8, value, little);
    else view.setUint32(at + 8, value, little);
  };
  view.setUint16(8, 3, little);
  entry(10, 0x0112, 3, 1, 6);
  entry(22, 0x8825, 4, 1, 50);
  entry(34, 0xa001, 3, 1, 77);
  view.setUint32(46, 0xabcd, little);
  view.setUint16(50, 1, little);
  entry(52, 0x0002, 5, 3, 68);
  for (let i = 0; i < 24; i++) tiff[68 + i] = 0x55;
  return tiff;
}

describe.each([true, false])('an EXIF block (little-endian: %s)', (little) => {
  it('loses its place and nothing else', () => {
    const exif = exifWithPlace(little);
    const left = withoutPlace(exif);
    const view = new DataView(left.buffer);
    expect(view.getUint16(8, little)).toBe(2);
    expect([view.getUint16(10, little), view.getUint16(18, little)]).toEqual([0x0112, 6]);
    expect([view.getUint16(22, little), view.getUint16(30, little)]).toEqual([0xa001, 77]);
    expect(view.getUint32(34, little)).toBe(0xabcd);
    expect(left.includes(0x55)).toBe(false);
    expect(exif.includes(0x55)).toBe(true);
  });

  it('of JPEG, with its name in front, too', () => {
    const named = Uint8Array.from([0x45, 0x78, 0x69, 0x66, 0, 0, ...exifWithPlace(little)]);
    expect(withoutPlace(named).includes(0x55)).toBe(false);
  });

  it('that is cut anywhere does no harm', () => {
    const exif = exifWithPlace(little);
    for (let length = 0; length <= exif.length; length++)
      expect(withoutPlace(exif.slice(0, length))).toHaveLength(length);
  });
});

it('an XMP packet loses its place, as attributes and as elements, and nothing else', () => {
  const xmp = (attributes: string, elements: string) =>
    new TextEncoder().encode(`<rdf:Description dc:title="GPS"${attributes}>${elements}<a:b>ü</a:b></rdf:Description>`);
  const told = xmp(
    ` exif:GPSLatitude="1,2N" exif:GPSLongitude='3'`,
    '<exif:GPSAltitude>7</exif:GPSAltitude><exif:GPSMapDatum/>',
  );
  expect(withoutPlaceXmp(told)).toEqual(xmp('', ''));
});
