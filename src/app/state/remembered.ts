/** What is kept between visits. Storage may be refused (third-party frames, private modes) or full: then nothing is. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // The page works as well without; there is nothing for the person to do about it.
  }
}
