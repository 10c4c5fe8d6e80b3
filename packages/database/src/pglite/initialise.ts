import { PGlite } from "@electric-sql/pglite";
import { withoutWasmOptimiser } from "./compile-small.ts";
import { flushTree } from "./disk.ts";
import { initdbFlags, startParameters } from "./postgres-settings.ts";

// A program of its own, run with the folder to make a data directory in: initdb touches 450 MB, which a process gives
// back and a thread does not.
const directory = process.argv[2] ?? "";
try {
  const pglite = await withoutWasmOptimiser(() =>
    PGlite.create({
      dataDir: directory,
      initDbStartParams: [...initdbFlags],
      startParams: startParameters(PGlite.defaultStartParams),
    }),
  );
  await pglite.close();
  flushTree(directory);
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
