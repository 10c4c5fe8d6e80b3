import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureDashboard } from "@tributary/console/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { type BuiltScript, firstLoad, staticImports } from "../testing/first-load.ts";
import { SITE_STARTS_MS } from "../testing/share-site.ts";

/** Gzipped bytes of script before the first page is there. */
const FIRST_LOAD_MAX = 200_000;

/** Words that only these libraries have in their code, minified too. */
const heavy = {
  recharts: "recharts-wrapper",
  "d3-force": "velocityDecay",
  lowlight: "hljs-",
  micromark: "strikethroughSequence",
};

describe("staticImports", () => {
  it("finds what a bundled module imports at once, not what it imports later", () => {
    const text = `import{a as b}from"./one.js";import"./two.js";export*from"./three.js";const x=()=>import("./four.js");import c from"../five.js";`;
    expect(staticImports(text)).toEqual(["./one.js", "./two.js", "./three.js", "../five.js"]);
  });
});

describe("the first load", () => {
  let dist = "";
  let scripts: readonly BuiltScript[] = [];
  beforeAll(async () => {
    dist = await ensureDashboard();
    scripts = firstLoad(dist);
  }, SITE_STARTS_MS);

  it(`is at most ${FIRST_LOAD_MAX / 1_000} kB of gzipped script`, () => {
    expect(scripts.length).toBeGreaterThan(1);
    const total = scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
    const list = scripts.map(({ path, gzipBytes }) => `${path} ${gzipBytes}`).join("\n");
    expect(total, list).toBeLessThanOrEqual(FIRST_LOAD_MAX);
  });

  it("holds none of the heavy libraries: each is in a part that is loaded when it is needed", () => {
    const later = readdirSync(join(dist, "assets"))
      .filter((name) => name.endsWith(".js") && !scripts.some(({ path }) => path === `/assets/${name}`))
      .map((name) => readFileSync(join(dist, "assets", name), "utf8"));
    for (const [library, word] of Object.entries(heavy)) {
      expect(
        scripts.filter(({ text }) => text.includes(word)).map(({ path }) => path),
        library,
      ).toEqual([]);
      expect(
        later.some((text) => text.includes(word)),
        `a later part holds ${library}`,
      ).toBe(true);
    }
  });

  it("has nothing inline that the Content-Security-Policy would refuse, and nothing from elsewhere", () => {
    const html = readFileSync(join(dist, "index.html"), "utf8");
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/i);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });
});
