/** Whether the page was opened with files that were shared with the site. */
export function wasShared(): boolean {
  return new URLSearchParams(location.search).has('shared');
}

/** The files, once: the service worker put them aside. None where storage is refused or was full. */
export async function takeShared(): Promise<File[]> {
  const clean = new URL(location.href);
  const name = clean.searchParams.get('shared') ?? '';
  clean.searchParams.delete('shared');
  history.replaceState(history.state, '', clean);
  const files: File[] = [];
  try {
    const { href: folder, pathname } = new URL('.', document.baseURI);
    const cache = await caches.open(`manyhands ${pathname} shared`);
    for (const request of await cache.keys()) {
      if (!request.url.startsWith(`${folder}shared/${name}/`)) continue;
      const response = await cache.match(request);
      await cache.delete(request);
      if (response) files.push(await fileOf(response));
    }
  } catch {
    // The page tells that nothing came.
  }
  return files;
}

async function fileOf(response: Response): Promise<File> {
  const name = decodeURIComponent(response.headers.get('X-File-Name') ?? 'shared');
  return new File([await response.blob()], name, { type: response.headers.get('X-File-Type') ?? '' });
}
