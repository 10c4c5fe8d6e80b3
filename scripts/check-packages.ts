// Packs every publishable package as it would be published and asks publint and are-the-types-wrong about the result.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { workspaceFolders } from "./sync-references.ts";

const root = join(import.meta.dirname, "..");
const output = mkdtempSync(join(tmpdir(), "tributary-packages-"));
let failed = 0;
try {
  execFileSync("pnpm", ["exec", "tsc", "-b"], { cwd: root, stdio: "inherit" });
  for (const [name, folder] of workspaceFolders()) {
    const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    if (manifest.private) continue;
    const problems = await check(name, join(root, folder));
    console.log(`${problems.length === 0 ? "ok  " : "FAIL"} ${name}`);
    for (const problem of problems) console.log(`     ${problem}`);
    failed += problems.length === 0 ? 0 : 1;
  }
} finally {
  rmSync(output, { recursive: true });
}
process.exitCode = failed === 0 ? 0 : 1;

async function check(name: string, folder: string): Promise<string[]> {
  const problems: string[] = [];
  const destination = mkdtempSync(join(output, "pack-"));
  execFileSync("pnpm", ["pack", "--pack-destination", destination], { cwd: folder, stdio: "pipe" });
  const [tarball] = readdirSync(destination);
  if (!tarball) return [`${name} packed into nothing`];
  const path = join(destination, tarball);
  const buffer = readFileSync(path);
  const tarballData = buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength) as ArrayBuffer;
  const { messages, pkg } = await publint({ pack: { tarball: tarballData }, strict: true, level: "warning" });
  for (const message of messages) problems.push(formatMessage(message, pkg, { color: false }) ?? message.code);
  try {
    execFileSync("pnpm", ["exec", "attw", path, "--profile", "esm-only", "--format", "ascii", "--no-color"], {
      cwd: root,
      stdio: "pipe",
    });
  } catch (error) {
    problems.push(String(error instanceof Error && "stdout" in error ? error.stdout : error));
  }
  return problems;
}
