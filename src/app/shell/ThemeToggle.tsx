import { IconButton } from '../controls/IconButton';
import type { IconName } from '../controls/Icon';
import { setTheme, theme } from '../state/theme';
import type { Theme } from '../state/theme';
import { useStore } from '../state/store';

const next: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };
const icons: Record<Theme, IconName> = { system: 'system', light: 'sun', dark: 'moon' };
const words: Record<Theme, string> = { system: 'as the system', light: 'light', dark: 'dark' };

export function ThemeToggle() {
  const now = useStore(theme);
  return (
    <IconButton
      icon={icons[now]}
      label={`Colours: ${words[now]}. Change to ${words[next[now]]}`}
      onPress={() => setTheme(next[now])}
    />
  );
}
