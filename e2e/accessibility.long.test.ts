import { accessibilityTests } from './accessibility';

accessibilityTests([
  { width: 360, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
]);
