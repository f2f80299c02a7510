const key = 'manyhands.offline';

/** Whether the site is kept on this machine. On unless a person, or a script that drives the page, has said no. */
export function wantsOffline(): boolean {
  try {
    return localStorage.getItem(key) !== 'off';
  } catch {
    return true;
  }
}
