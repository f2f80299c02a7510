import { configure, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';

configure({ useWebWorkers: false });

/** One file of the zip, read when its turn comes. */
export interface ZipMember {
  readonly path: string;
  read(): Promise<Uint8Array>;
}

/**
 * A zip as a stream, made as fast as it is read. Members are stored, since images do not shrink further; sizes and sums
 * stand in front of each, so that a reader can unpack the stream as it comes. zip64 where the format asks for it.
 * @param date Of every entry: the same members give the same bytes.
 */
export function zipStream(members: Iterable<ZipMember>, date: Date): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  void pack(members, date, writable).catch((error: unknown) => writable.abort(error).catch(() => {}));
  return readable;
}

async function pack(members: Iterable<ZipMember>, date: Date, writable: WritableStream<Uint8Array>): Promise<void> {
  const zip = new ZipWriter(writable, {
    level: 0,
    // Each entry is held until its sum is known, so that it can stand in front.
    bufferedWrite: true,
    dataDescriptor: false,
    extendedTimestamp: false,
    lastModDate: date,
    useWebWorkers: false,
  });
  for (const member of members) await zip.add(member.path, new Uint8ArrayReader(await member.read()));
  await zip.close();
}
