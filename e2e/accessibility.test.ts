import { accessibilityTests } from './accessibility';

// Both widths and both schemes; the two other pairs of them are in the long suite.
accessibilityTests([
  { width: 360, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
]);
