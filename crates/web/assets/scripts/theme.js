// Light or dark as the system says, unless the reader chose; the choice stays in this browser.

const KEY = "theme";

function chosen() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be forbidden
  }
}

function choose(theme) {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // the choice then lasts for this page
  }
}

/** Applies the stored choice at once; returns what binds the toggles when they exist. */
export function followTheme() {
  const stored = chosen();
  if (stored) document.documentElement.dataset.theme = stored;
  return () => {
    for (const toggle of document.querySelectorAll("[data-theme-toggle]")) {
      toggle.addEventListener("click", () => choose(isDark() ? "light" : "dark"));
    }
  };
}

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}
