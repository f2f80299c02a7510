/** Hands the person a file, by a link as every browser has it. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken the address up by then; revoking it at once loses the download in WebKit.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
