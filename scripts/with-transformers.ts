// Runs a command beside an installation of Transformers.js: `node scripts/with-transformers.ts <command…>`. At 474 MB it is
// no dependency of the workspace: npm installs it, without any package's scripts, into a folder of the user's cache, where
// it stays for the next time. The command gets that folder in TRIBUTARY_TRANSFORMERS_FOLDER; its exit code is this program's.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { constants, homedir } from "node:os";
import { dirname, join } from "node:path";

const library = "@huggingface/transformers";
/** The version packages/embedding is tested with. */
const version = "4.3.1";

/** The folder with the library in it, installed when it is not there. */
function installedFolder(): string {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "tributary", `transformers-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const fresh = mkdtempSync(`${folder}.`);
  try {
    // What only browsers load, 141 MB of it, is replaced by a small package that is there anyway.
    const overrides = { "onnxruntime-web": "npm:onnxruntime-common@1.30.0" };
    writeFileSync(join(fresh, "package.json"), JSON.stringify({ private: true, overrides }));
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
    const { status, error } = spawnSync("npm", ["install", ...flags, `${library}@${version}`], {
      cwd: fresh,
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (status !== 0)
      throw new Error(`npm could not install ${library}@${version}${error ? `: ${error.message}` : "."}`);
    // Whole or not at all: an installation that breaks off leaves nothing that looks like one.
    if (!existsSync(folder)) renameSync(fresh, folder);
    return folder;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const [command, ...parameters] = process.argv.slice(2);
  if (command === undefined) {
    console.error("Say what to run: node scripts/with-transformers.ts <command…>");
    process.exitCode = 2;
  } else {
    try {
      const env = { ...process.env, TRIBUTARY_TRANSFORMERS_FOLDER: installedFolder() };
      const { status, signal, error } = spawnSync(command, parameters, { stdio: "inherit", env });
      if (error) throw error;
      process.exitCode = status ?? 128 + (signal ? constants.signals[signal] : 0);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
}
