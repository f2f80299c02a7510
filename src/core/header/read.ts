import { Bytes } from './bytes';
import type { Header, ImageFormat } from './header';
import { jpegHeader } from './jpeg';
import { pngHeader } from './png';
import { sniff } from './sniff';
import { webpHeader } from './webp';

const parsers: Partial<Record<ImageFormat, (file: Bytes) => Header | null>> = {
  jpeg: jpegHeader,
  png: pngHeader,
  webp: webpHeader,
};

/** What a file says of itself. `header` is null where its format's header comes from the reader, or is damaged. */
export interface Told {
  readonly format: ImageFormat | null;
  readonly header: Header | null;
  /** Whether a null `header` means damage: the format has a parser here. */
  readonly hasParser: boolean;
}

/**
 * Format and header by content. Looks at the heads of segments or chunks and at the tail alone, at a bounded number of
 * bytes however long and hostile the file; throws for nothing.
 */
export function readHeader(bytes: Uint8Array): Told {
  const file = new Bytes(bytes);
  const format = sniff(file);
  const parse = format ? parsers[format] : undefined;
  return { format, header: parse?.(file) ?? null, hasParser: parse !== undefined };
}
