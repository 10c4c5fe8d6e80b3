import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const repository = join(import.meta.dirname, "..");
const script = join(repository, "scripts/new-source.ts");

let root: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "tributary-new-source-")));
  mkdirSync(join(root, "packages"));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** How execFile fails; undefined code when it did not. */
interface Failure {
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
}

const newSource = (...parameters: string[]): Promise<Failure> =>
  run(process.execPath, [script, "--root", root, ...parameters]);

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe("pnpm new-source", () => {
  it("copies the template with every name replaced", async () => {
    const { stdout } = await newSource("google-drive");
    const folder = join(root, "packages/source-google-drive");
    const files = filesIn(folder);
    for (const file of files) {
      expect(file).not.toMatch(/template/i);
      expect(readFileSync(file, "utf8"), file).not.toMatch(/template/i);
    }
    const original = filesIn(join(repository, "packages/source-template")).filter(
      (file) => !/\/(node_modules|dist|\.turbo)\/|CHANGELOG/.test(file),
    );
    expect(files).toHaveLength(original.length);

    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    expect(manifest).toMatchObject({
      name: "@tributary/source-google-drive",
      version: "0.0.0",
      description: "Google Drive as a Tributary source.",
    });
    const source = readFileSync(join(folder, "src/google-drive-source.ts"), "utf8");
    expect(source).toContain("export const googleDriveSource: SourceDefinition<GoogleDriveSourceConfig");
    expect(source).toContain("export function createGoogleDriveSource(config: GoogleDriveSourceConfig");
    expect(source).toContain('id: "google-drive",');
    expect(source).toContain('title: "Google Drive",');

    expect(stdout).toContain('import { googleDriveSource } from "@tributary/source-google-drive";');
    expect(stdout).toContain("| Google Drive | [`packages/source-google-drive`](packages/source-google-drive) |");
  });

  it("spells the name as the title does", async () => {
    await newSource("gitlab", "--title", "GitLab");
    const source = readFileSync(join(root, "packages/source-gitlab/src/gitlab-source.ts"), "utf8");
    expect(source).toContain("export const gitlabSource: SourceDefinition<GitLabSourceConfig");
    expect(source).toContain('title: "GitLab",');
  });

  it("makes a package that type-checks and whose tests pass", async () => {
    await newSource("jira");
    const folder = join(root, "packages/source-jira");
    linkDependencies(folder);
    const bin = join(repository, "node_modules/.bin");
    const config = join(root, "tsconfig.json");
    const checked = { extends: "./tsconfig.base.json", include: ["packages/source-jira/src"] };
    const compilerOptions = {
      composite: false,
      incremental: false,
      declaration: false,
      declarationMap: false,
      noEmit: true,
    };
    writeFileSync(config, JSON.stringify({ ...checked, compilerOptions }));
    await run(join(bin, "tsc"), ["-p", config]);

    const test = {
      include: ["packages/source-jira/src/**/*.test.ts"],
      setupFiles: [join(repository, "tests/setup.ts")],
      isolate: false,
    };
    writeFileSync(join(root, "vitest.config.mjs"), `export default ${JSON.stringify({ test })};`);
    const report = join(root, "report.json");
    await run(join(bin, "vitest"), ["run", "--root", root, "--reporter", "json", "--outputFile", report]);
    const { success, numTotalTests, numPendingTests } = JSON.parse(readFileSync(report, "utf8"));
    expect({ success, numPendingTests }).toEqual({ success: true, numPendingTests: 0 });
    expect(numTotalTests).toBeGreaterThan(50);
  });

  it.each([
    [[], "Give one name. Usage: pnpm new-source"],
    [["one", "two"], "Give one name. Usage: pnpm new-source"],
    [["Jira"], '"Jira" is no name for a source: use lower-case letters'],
    [["../outside"], '"../outside" is no name for a source'],
    [["2do"], '"2do" is no name for a source'],
    [["a--b"], '"a--b" is no name for a source'],
    [["x".repeat(41)], "40 characters at most"],
    [["source-box"], 'Leave out "source-": the name is box.'],
    [["template"], "choose another"],
    [["box", "--force"], "Unknown option '--force'"],
  ])("refuses %j with a sentence", async (parameters, sentence) => {
    const before = readdirSync(join(root, "packages"));
    const { code, stdout, stderr } = await newSource(...parameters).catch((error: unknown) => error as Failure);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd(), "one line, no stack").not.toContain("\n");
    expect(readdirSync(join(root, "packages"))).toEqual(before);
  });

  it("leaves a source that exists alone", async () => {
    const marker = join(root, "packages/source-confluence");
    mkdirSync(marker);
    await expect(newSource("confluence")).rejects.toMatchObject({
      code: 1,
      stderr: "packages/source-confluence exists already: choose another name.\n",
    });
    expect(readdirSync(marker)).toEqual([]);
    expect(existsSync(marker)).toBe(true);
  });
});

/** What the workspace and `pnpm install` would bring: the template's dependencies, the root's, and the packages beside. */
function linkDependencies(folder: string): void {
  symlinkSync(join(repository, "packages/source-template/node_modules"), join(folder, "node_modules"));
  const beside = ["source", "source-testing", "validation"].map((name) => `packages/${name}`);
  for (const path of ["node_modules", "tsconfig.base.json", ...beside])
    symlinkSync(join(repository, path), join(root, path));
}
