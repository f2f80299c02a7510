/** A JPEG with an EXIF block that holds nothing but the Orientation tag (EXIF 2.32, 4.6.4). */
export async function turnedJpeg(jpeg: Blob, orientation: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8): Promise<Blob> {
  const exif = new Uint8Array([
    ...[0xff, 0xe1, 0x00, 0x22], // APP1, 34 bytes with this length
    ...[0x45, 0x78, 0x69, 0x66, 0, 0], // "Exif"
    ...[0x4d, 0x4d, 0x00, 0x2a, 0, 0, 0, 8], // big-endian TIFF, first directory at 8
    ...[0, 1], // one entry
    ...[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0], // Orientation, SHORT, one value
    ...[0, 0, 0, 0], // no further directory
  ]);
  return new Blob([jpeg.slice(0, 2), exif, jpeg.slice(2)], { type: 'image/jpeg' });
}
