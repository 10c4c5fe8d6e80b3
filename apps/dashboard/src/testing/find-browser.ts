import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The one without a window first: it takes a quarter less of a processor. */
const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const advice =
  "Install Chromium (Debian: apt-get install chromium-headless-shell), or name one with TRIBUTARY_TEST_BROWSER.";

/** A browser to test with, or why there is none. */
export type FoundBrowser = { readonly path: string } | { readonly path: undefined; readonly advice: string };

/**
 * Finds Chromium: the program TRIBUTARY_TEST_BROWSER names, or else the first on the PATH. Throws when the named one is
 * not there, and when CI is `true` and there is none: tests that nobody notices to be left out test nothing.
 */
export function findBrowser(env: Readonly<Record<string, string | undefined>>): FoundBrowser {
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  const { TRIBUTARY_TEST_BROWSER: named, CI } = env;
  if (named) {
    const path = named.includes("/") ? [named] : folders.map((folder) => join(folder, named));
    const found = path.find(isProgram);
    if (found === undefined) throw new Error(`TRIBUTARY_TEST_BROWSER names no program: ${named}.`);
    return { path: found };
  }
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (found !== undefined) return { path: found };
  if (CI === "true") throw new Error(`There is no browser to test the dashboard in. ${advice}`);
  return { path: undefined, advice: `The dashboard's scenarios are left out: there is no browser. ${advice}` };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
