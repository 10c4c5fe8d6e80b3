import { useSyncExternalStore } from "react";

/** What somebody chose; `system` follows the operating system. */
export type Theme = "system" | "light" | "dark";

/** Also read by public/theme.js before the first paint. */
const STORED_AS = "tributary.theme";

const dark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function chosenTheme(): Theme {
  try {
    const stored = localStorage.getItem(STORED_AS);
    return stored === "light" || stored === "dark" ? stored : "system";
  } catch {
    return "system";
  }
}

function apply(): void {
  const theme = chosenTheme();
  document.documentElement.dataset.theme = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
  for (const listener of listeners) listener();
}

dark.addEventListener("change", apply);

/** The theme somebody chose, and a way to choose another; kept in this browser. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const theme = useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, chosenTheme);
  return [
    theme,
    (chosen) => {
      try {
        if (chosen === "system") localStorage.removeItem(STORED_AS);
        else localStorage.setItem(STORED_AS, chosen);
      } catch {
        // No storage: it holds for this page.
      }
      apply();
    },
  ];
}
