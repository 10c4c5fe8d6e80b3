import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { expectedConfigs, workspaceFolders } from "../scripts/sync-references.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const folders = [...workspaceFolders().values()];
const published = folders.filter((folder) => !JSON.parse(read(join(folder, "package.json"))).private);

function filesOf(folder: string, ending = ".ts"): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === "node_modules" || entry.name === "dist") return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path, ending) : path.endsWith(ending) ? [path] : [];
  });
}

const importsOf = (text: string) =>
  [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map((match) => match[1] as string);

describe("packages", () => {
  const sources = published.flatMap((folder) => filesOf(join(folder, "src")).map((path) => ({ folder, path })));

  it("never import an application, nor Inngest unless they are the engine or its wrapper", () => {
    const allowed = new Set(["packages/inngest-embedded", "vendor/inngest"]);
    const wrong = sources.flatMap(({ folder, path }) =>
      importsOf(read(path))
        .filter((name) => /(^|\/)apps\//.test(name) || (/^inngest($|\/)/.test(name) && !allowed.has(folder)))
        .map((name) => `${path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("never read the environment", () => {
    const product = sources.filter(({ path }) => !/\.test\.ts$|\/testing\//.test(path));
    expect(product.filter(({ path }) => /process\.env/.test(read(path))).map(({ path }) => path)).toEqual([]);
  });

  it("have no default exports", () => {
    const named = sources.filter(({ path }) => !path.endsWith(".config.ts"));
    expect(named.filter(({ path }) => /^export default/m.test(read(path))).map(({ path }) => path)).toEqual([]);
  });

  it("have a README, an entry in src/index.ts and tests of their own", () => {
    for (const folder of published) {
      expect(existsSync(join(root, folder, "README.md")), `${folder}/README.md`).toBe(true);
      expect(existsSync(join(root, folder, "src/index.ts")), `${folder}/src/index.ts`).toBe(true);
      expect(filesOf(join(folder, "src"), ".test.ts").length, `tests of ${folder}`).toBeGreaterThan(0);
    }
  });

  it("share the fields of the template's package.json", () => {
    const shared = ["license", "type", "sideEffects", "engines", "files"];
    const template = JSON.parse(read("packages/source-template/package.json"));
    for (const folder of published) {
      const manifest = JSON.parse(read(join(folder, "package.json")));
      for (const field of shared) expect(manifest[field], `${folder}: ${field}`).toEqual(template[field]);
      expect(manifest.exports["."], folder).toBe("./src/index.ts");
      expect(manifest.publishConfig.exports["."], folder).toEqual(template.publishConfig.exports["."]);
      expect(manifest.scripts.build, folder).toBe("tsc -b");
      expect(manifest.scripts.test, folder).toBe(`vitest run --root ../.. --project ${manifest.name}`);
    }
  });

  it("take every third-party version from the catalog", () => {
    for (const folder of folders) {
      const manifest = JSON.parse(read(join(folder, "package.json")));
      for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
        expect(version, `${folder}: ${name}`).toMatch(name.startsWith("@tributary/") ? /^workspace:\^$/ : /^catalog:/);
      }
    }
  });

  it("are named after their folder", () => {
    for (const folder of folders) {
      const [group, name] = folder.split("/");
      const expected = group === "vendor" ? `@tributary/vendor-${name}` : `@tributary/${name ?? group}`;
      expect(JSON.parse(read(join(folder, "package.json"))).name).toBe(expected);
    }
  });
});

describe("TypeScript projects", () => {
  it("reference what their package.json depends on (pnpm sync-references writes them)", () => {
    for (const [path, text] of expectedConfigs()) expect(JSON.parse(read(path)), path).toEqual(JSON.parse(text));
  });
});

describe("sources", () => {
  const registry = read("apps/console/src/sources.ts");
  const names = readdirSync(join(root, "packages"))
    .filter((name) => name.startsWith("source-") && !["source-testing", "source-template"].includes(name))
    .map((name) => name.slice("source-".length));

  it("are in the registry, the README's table and the workflows", () => {
    for (const name of names) {
      expect(registry, `registry: ${name}`).toContain(`"@tributary/source-${name}"`);
      expect(read("README.md"), `README: ${name}`).toContain(`packages/source-${name}`);
      const handler = `apps/console/src/inngest/functions/sources/${name}-sync-handler.ts`;
      expect(existsSync(join(root, handler)), handler).toBe(true);
    }
  });

  it("pass the conformance suite", () => {
    for (const name of [...names, "template"]) {
      const tests = filesOf(`packages/source-${name}/src`, ".test.ts").map(read).join("\n");
      expect(tests, `source-${name}`).toMatch(/describeSource[<(]/);
    }
  });

  it("are not branched on outside their own package and the registry", () => {
    const shared = [...filesOf("packages"), ...filesOf("apps")].filter(
      (path) => !/packages\/source-|\/testing\/|\.test\.ts$/.test(path),
    );
    const branch = new RegExp(`(kind|source|id) === "(${names.join("|")})"`);
    expect(shared.filter((path) => branch.test(read(path)))).toEqual([]);
  });
});

describe("the repository", () => {
  it("holds no token shapes", () => {
    const shapes =
      /\b(ghp_[A-Za-z0-9]{36}|xox[abp]-\d{6,}-[A-Za-z0-9-]{10,}|lin_api_[A-Za-z0-9]{30,}|sk-[A-Za-z0-9]{40,})\b/;
    const texts = ["packages", "apps", "tests", "scripts", "docs", "benchmarks"].flatMap((folder) => [
      ...filesOf(folder, ".ts"),
      ...filesOf(folder, ".md"),
      ...filesOf(folder, ".json"),
    ]);
    expect(texts.filter((path) => shapes.test(read(path)))).toEqual([]);
  });

  it("shows both commands in its README", () => {
    expect(read("README.md")).toContain("npx -y -p node@24 -p pnpm@12 pnpm start");
    expect(read("README.md")).toContain("npx -y -p node@24 -p pnpm@12 pnpm test");
  });

  it("runs the README's test command in CI", () => {
    expect(read(".ci/run")).toContain("npx -y -p node@24 -p pnpm@12 pnpm test");
    expect(statSync(join(root, ".ci/run")).mode & 0o111).not.toBe(0);
  });
});
