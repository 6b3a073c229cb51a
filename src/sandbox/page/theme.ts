const KEPT_AS = 'quell-theme';

/** Uses the theme that was chosen here before; else the system's. */
export function startTheme(): void {
  const kept = localStorage.getItem(KEPT_AS);
  if (kept === 'light' || kept === 'dark') {
    document.documentElement.dataset['theme'] = kept;
  }
}

/** Changes between light and dark. */
export function toggleTheme(): void {
  const next = isDark() ? 'light' : 'dark';
  document.documentElement.dataset['theme'] = next;
  localStorage.setItem(KEPT_AS, next);
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset['theme'];
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}
