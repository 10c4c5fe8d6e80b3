// Loaded with --import before the program. Counts every moment at which something has just become durable, or is about
// to, and kills the process with SIGKILL at the one TRIBUTARY_CRASH_POINT names. Without it, TRIBUTARY_CRASH_COUNT names
// the file that gets the number of points at the end.
//
// In a console that is served, points count only while the file exists that TRIBUTARY_CRASH_WHILE names, and only in the
// process TRIBUTARY_CRASH_IN names: "console" or "workflows", which takes the console with it. What is counted is written
// to <TRIBUTARY_CRASH_WHILE>.<process>, a byte for each point.
import fs from "node:fs";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { dirname, join } from "node:path";
import { DatabaseSync, StatementSync } from "node:sqlite";
import { getEnvironmentData, isMainThread, setEnvironmentData } from "node:worker_threads";

const crashAt = Number(process.env.TRIBUTARY_CRASH_POINT ?? Number.POSITIVE_INFINITY);
const countFile = process.env.TRIBUTARY_CRASH_COUNT;

// One count for all threads: this file is loaded in each of them.
const shared = (getEnvironmentData("tributary-crash-points") ?? new SharedArrayBuffer(4)) as SharedArrayBuffer;
setEnvironmentData("tributary-crash-points", shared);
const points = new Int32Array(shared);

const whileFile = process.env.TRIBUTARY_CRASH_WHILE;
// Only the workflow process is forked, and so has a parent to send to; its threads have not.
const where = (getEnvironmentData("tributary-crash-in") ?? (process.send ? "workflows" : "console")) as string;
setEnvironmentData("tributary-crash-in", where);
const { existsSync, appendFileSync } = fs;

function crashPoint(): void {
  if (whileFile !== undefined) {
    if (!existsSync(whileFile)) return;
    appendFileSync(`${whileFile}.${where}`, ".");
    if (process.env.TRIBUTARY_CRASH_IN !== where) return;
  }
  if (Atomics.add(points, 0, 1) + 1 !== crashAt) return;
  // What is served is one thing: without its console, the workflow process would end by itself a moment later.
  if (where === "workflows") process.kill(process.ppid, "SIGKILL");
  process.kill(process.pid, "SIGKILL");
}

/** Replaces a method by one that passes a crash point before and after it. */
function surround(owner: object, name: string, applies: (self: unknown, parameters: unknown[]) => boolean): void {
  const original = Reflect.get(owner, name);
  Reflect.set(owner, name, function (this: unknown, ...parameters: unknown[]) {
    if (!applies(this, parameters)) return Reflect.apply(original, this, parameters);
    crashPoint();
    const result = Reflect.apply(original, this, parameters);
    if (result instanceof Promise) return result.finally(crashPoint);
    crashPoint();
    return result;
  });
}

const isCommit = (sql: unknown) => typeof sql === "string" && /^\s*commit/i.test(sql);

// PGlite reaches the disk through fsync, the workflow engine through COMMIT.
surround(fs, "fsyncSync", () => true);
syncBuiltinESMExports();
surround(DatabaseSync.prototype, "exec", (_self, [sql]) => isCommit(sql));
surround(StatementSync.prototype, "run", (self) => self instanceof StatementSync && isCommit(self.sourceSQL));

// LanceDB commits inside these.
const require = createRequire(join(import.meta.dirname, "../../../../packages/lancedb/package.json"));
// By file: what is wanted is not exported.
const distribution = dirname(require.resolve("@lancedb/lancedb"));
const { LocalTable, MergeInsertBuilder } = {
  ...require(join(distribution, "table.js")),
  ...require(join(distribution, "merge.js")),
} as { LocalTable: { prototype: object }; MergeInsertBuilder: { prototype: object } };
for (const method of ["add", "delete", "optimize", "createIndex"]) surround(LocalTable.prototype, method, () => true);
surround(MergeInsertBuilder.prototype, "execute", () => true);

if (countFile && isMainThread) process.on("exit", () => fs.writeFileSync(countFile, String(Atomics.load(points, 0))));
