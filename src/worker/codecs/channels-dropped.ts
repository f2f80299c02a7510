import type { Note } from '../../core/dataset/outcome';
import { Bytes } from '../../core/header/bytes';
import { formatNames } from '../../core/header/format-names';
import type { Header } from '../../core/header/header';
import { channelsOfJpeg2000 } from '../../core/header/stored-depth';
import { tiffDirectories, tiffTag } from '../../core/header/tiff';

/** What is to be told where a file has more channels than grey or colour and alpha, which alone are read. */
export function channelsDropped(bytes: Uint8Array, header: Header): readonly Note[] {
  const there = channelsOf(new Bytes(bytes), header.format);
  const read = header.space === 'cmyk' ? header.bands : Math.min(4, header.bands);
  if (there <= read) return [];
  const detail = `The ${formatNames[header.format]} file has ${there} channels, of which ${read} are read.`;
  return [{ code: 'channels-dropped', detail }];
}

/** 0 where the format cannot have more than are read. */
function channelsOf(file: Bytes, format: Header['format']): number {
  if (format === 'jp2') return channelsOfJpeg2000(file);
  // Adobe Photoshop File Formats Specification, file header: selections are channels beside the transparency.
  if (format === 'psd') return file.u16(12);
  if (format !== 'tiff') return 0;
  const [first] = tiffDirectories(file);
  return first?.number(tiffTag.samples) ?? 1;
}
