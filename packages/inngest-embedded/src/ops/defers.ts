import type { Operation } from "../driver/operation.ts";
import { byteLength, stringOf } from "../json.ts";
import type { Kernel, Transaction } from "../kernel.ts";
import { limits } from "../limits.ts";
import type { RunRow } from "../store/runs.ts";
import { failRun } from "./end-run.ts";

/** True for what rides along with other operations and is no step: `defer()` and its abort. */
export function isDeferOperation({ op }: Pick<Operation, "op">): boolean {
  return op === "DeferAdd" || op === "DeferAbort";
}

/** Notes a `defer()`, or its abort, of a run. Reported again, it changes nothing. Beyond a limit the run fails: then false. */
export function noteDefer(kernel: Kernel, transaction: Transaction, run: RunRow, operation: Operation): boolean {
  const { defers } = kernel.store;
  const isAbort = operation.op === "DeferAbort";
  const hashedId = isAbort ? (stringOf(operation.options.target_hashed_id) ?? "") : operation.id;
  const known = defers.reported(run.runId);
  if (known.some((row) => row.hashedId === hashedId)) {
    if (isAbort) defers.abort(run.runId, hashedId);
    return true;
  }
  const input = JSON.stringify(operation.options.input ?? null);
  const problem = problemOf(known.length, byteLength(input));
  if (problem !== undefined) {
    failRun(kernel, transaction, run.runId, "LimitError", `defer "${operation.label}": ${problem}`);
    return false;
  }
  const slug = stringOf(operation.options.fn_slug) ?? "";
  const meta = JSON.stringify(operation.options.meta ?? null);
  // An abort can come first, when the SDK dropped the defer it belongs to: a copy of that may still be on its way.
  defers.insert(run.runId, { hashedId, slug, input, meta, status: isAbort ? "aborted" : "added" });
  return true;
}

function problemOf(count: number, bytes: number): string | undefined {
  if (count >= limits.defersPerRun) return `a run has at most ${limits.defersPerRun} defers, this is one more.`;
  if (bytes > limits.stepInputBytes) return "its data exceeds 4 MB. Pass a reference instead.";
  return undefined;
}
