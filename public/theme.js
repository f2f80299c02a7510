// Runs before the first paint, so that a chosen colour scheme does not flash. A refused storage means: follow the system.
try {
  const theme = localStorage.getItem('manyhands.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is refused in some frames and private modes; the system's scheme stands.
}
