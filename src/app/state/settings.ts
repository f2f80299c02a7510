import { defaultSettings, parseSettings } from '../../job/settings';
import type { Settings } from '../../job/settings';
import { remember, remembered } from './remembered';
import { Store } from './store';

const key = 'manyhands.settings';

function kept(): Settings {
  const text = remembered(key);
  if (text === null) return defaultSettings;
  try {
    return parseSettings(JSON.parse(text));
  } catch {
    // Kept by another version, or by hand.
    return defaultSettings;
  }
}

export const settings = new Store<Settings>(kept());

settings.subscribe(() => remember(key, JSON.stringify(settings.get())));

/** @throws AppError `bad-settings` */
export function setSetting(name: string, value: unknown): void {
  settings.set(parseSettings({ ...settings.get(), [name]: value }));
}

export function resetSettings(): void {
  settings.set(defaultSettings);
}
