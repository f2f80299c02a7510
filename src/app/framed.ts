/**
 * Whether this page stands inside a page of another origin, at any height. A host's headers forbid it
 * (`frame-ancestors 'self'`); where a host sends none, the page itself starts nothing there, so that nobody is led to
 * click through it.
 */
export function isFramedByOthers(here: Window = window): boolean {
  for (let above = here; above !== above.parent;) {
    above = above.parent;
    try {
      // Asking another origin's window for its address throws.
      if (above.location.origin !== here.location.origin) return true;
    } catch {
      return true;
    }
  }
  return false;
}

/** All that the page shows then. */
export function showTheWayOut(place: HTMLElement): void {
  const link = document.createElement('a');
  link.href = location.href;
  link.target = '_blank';
  link.rel = 'noopener';
  link.textContent = 'Open Many Hands in a tab of its own';
  place.append(link);
}
