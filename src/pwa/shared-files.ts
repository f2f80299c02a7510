/** Whether the page was opened with files that the system shared. */
export function wasShared(): boolean {
  return new URLSearchParams(location.search).has('shared');
}

/** The files, once: the service worker put them aside. None where storage is refused or was full. */
export async function takeShared(): Promise<File[]> {
  const clean = new URL(location.href);
  clean.searchParams.delete('shared');
  history.replaceState(history.state, '', clean);
  const files: File[] = [];
  try {
    const cache = await caches.open(`manyhands ${new URL('.', document.baseURI).pathname} shared`);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      if (!response) continue;
      const blob = await response.blob();
      const name = decodeURIComponent(response.headers.get('X-File-Name') ?? 'shared');
      files.push(new File([blob], name, { type: blob.type }));
      await cache.delete(request);
    }
  } catch {
    // The page tells that nothing came.
  }
  return files;
}
