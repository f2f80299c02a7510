import { remember } from './remembered';
import { Store } from './store';

export type Theme = 'system' | 'light' | 'dark';

const key = 'manyhands.theme';

function chosen(): Theme {
  const theme = document.documentElement.dataset['theme'];
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** What was chosen is read from the document, where public/theme.js puts it before the first paint. */
export const theme = new Store<Theme>(chosen());

export function setTheme(next: Theme): void {
  if (next === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = next;
  remember(key, next === 'system' ? null : next);
  theme.set(next);
}
