const key = 'manyhands.offline';

/** Whether the site is kept on this machine. On unless a person, or a script that drives the page, has said no. */
export function wantsOffline(): boolean {
  try {
    return localStorage.getItem(key) !== 'off';
  } catch {
    return true;
  }
}

export function setWantsOffline(wants: boolean): void {
  try {
    if (wants) localStorage.removeItem(key);
    else localStorage.setItem(key, 'off');
  } catch {
    // Nothing is kept where storage is refused.
  }
}
