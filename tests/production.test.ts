import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { productionGuide, readSettings, withTable } from "../scripts/environment-table.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

it("the table of settings says what the variables do (node scripts/environment-table.ts --write)", () => {
  const guide = readFileSync(productionGuide, "utf8");
  expect(withTable(guide)).toBe(guide);
  const settings = readSettings();
  expect(settings.filter(({ comment }) => !comment).map(({ name }) => name)).toEqual([]);
  // As many as the schema has keys: none is lost on the way.
  const names =
    read("apps/console/src/env/variables.ts")
      .split(/^export const variablesSchema|^\}\);/m)[1]
      ?.match(/^ {2}[A-Z][A-Z0-9_]*: /gm) ?? [];
  expect(settings).toHaveLength(names.length - 1);
});

it("the composition names settings that exist, and leaves the engine's dashboard to this machine", () => {
  const [console = "", inngest = ""] = read("compose.yaml").split(/^ {2}(?:inngest|postgres):$/m);
  const named = [...console.matchAll(/^ {6}([A-Z_]+): /gm)].map(([, name]) => name);
  const known = new Set<string | undefined>(readSettings().map(({ name }) => name));
  expect(named).toContain("INNGEST_SIGNING_KEY");
  expect(named.filter((name) => !known.has(name))).toEqual([]);
  const ports = /ports: \[(.*)\]/.exec(inngest)?.[1] ?? "";
  expect(ports).toMatch(/^"127\.0\.0\.1:8288:8288"$/);
});
