/** Whether a file is a zip, by its first bytes. */
export async function isZip(file: Blob): Promise<boolean> {
  return startsAsZip(new Uint8Array(await file.slice(0, 4).arrayBuffer()));
}

/** A local header, or the end record of an empty zip. @param head The file's first four bytes. */
export function startsAsZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}
