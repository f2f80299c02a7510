import { expect, test } from 'vitest';
import { expectWritten, folderOf } from './every-format';
import { visit } from './visit';

test('a folder with one of every format comes out as jpeg', () => expectWritten('jpeg', 'jpg'));

test('formats are counted when dropped, with what will not be read and why, and what is loaded', async () => {
  const page = await visit();
  const bytes = (letters: string) => new TextEncoder().encode(letters);
  await page.drop(
    folderOf({
      'b.jpg': bytes('no picture'),
      'c.exr': Uint8Array.of(0x76, 0x2f, 0x31, 0x01, 2, 0, 0, 0),
      'd.txt': bytes('0 0.5 0.5 1 1'),
      // Another reader has an animated AVIF than the rest of them, and nobody a TGA of grey with alpha.
      'e.avif': bytes('\0\0\0\x18ftypavis\0\0\0\0avismif1'),
      'f.tga': Uint8Array.of(0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 16, 8, 200, 255),
    }),
  );
  const found = page.page.getByRole('region', { name: 'Formats found' });
  const told = () => found.textContent();
  for (const part of ['3 unreadable', '2 JPEG', '2 WebP', '2 TIFF', '1 QOI', '4 TGA', '1 SVG', '2 AVIF', '7 BMP'])
    await expect.poll(told, { timeout: 30_000 }).toContain(part);
  expect(await told()).toMatch(
    /Loaded once for them, then kept for use offline: .*14\.8 MB for BMP, [^;]*AVIF.*3\.8 MB for AVIF;/,
  );
  await found.getByText('3 files that will not be read').click();
  const rows = await found.getByRole('listitem').allTextContents();
  expect(rows.sort()).toEqual([
    'b.jpg The content is no image format that we know.',
    'c.exr OpenEXR cannot be read here.',
    'f.tga TGA of grey with alpha cannot be read here.',
  ]);
});
