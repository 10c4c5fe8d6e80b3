import { readFileSync } from "node:fs";

const manifest = "../package.json";

/** The console's version; null where it was bundled, and is a part of something else. */
export function consoleVersion(): string | null {
  try {
    const { name, version } = JSON.parse(readFileSync(new URL(manifest, import.meta.url), "utf8"));
    return name === "@tributary/console" && typeof version === "string" ? version : null;
  } catch {
    return null;
  }
}
