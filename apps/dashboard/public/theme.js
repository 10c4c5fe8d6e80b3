// The theme somebody chose, before the first paint; without a choice the system's holds.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("tributary.theme");
  } catch {
    // No storage: the system's theme holds.
  }
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
