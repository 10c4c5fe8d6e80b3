import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { findBrowser } from "./find-browser.ts";

function folderWith(...programs: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "browsers-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const program of programs) {
    writeFileSync(join(folder, program), "");
    chmodSync(join(folder, program), 0o755);
  }
  return folder;
}

describe("findBrowser", () => {
  it("takes the first name that is a program on the PATH", () => {
    const empty = folderWith();
    mkdirSync(join(empty, "chromium"));
    const folder = folderWith("google-chrome", "chromium-browser");
    expect(findBrowser({ PATH: `${empty}:${folder}` })).toEqual({ path: join(folder, "chromium-browser") });
  });

  it("takes the one that is named, by its path or its name, and no other", () => {
    const folder = folderWith("chromium", "brave");
    const path = join(folder, "brave");
    expect(findBrowser({ PATH: folder, TRIBUTARY_TEST_BROWSER: "brave" })).toEqual({ path });
    expect(findBrowser({ PATH: "", TRIBUTARY_TEST_BROWSER: path })).toEqual({ path });
    expect(() => findBrowser({ PATH: folder, TRIBUTARY_TEST_BROWSER: "edge" })).toThrow("names no program: edge");
  });

  it("says what to install where there is none, and throws in CI", () => {
    const PATH = folderWith();
    expect(findBrowser({ PATH })).toEqual({ path: undefined, advice: expect.stringContaining("apt-get install") });
    expect(() => findBrowser({ PATH, CI: "true" })).toThrow("apt-get install chromium-headless-shell");
  });
});
