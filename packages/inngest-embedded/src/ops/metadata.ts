import { createHash } from "node:crypto";
import { byteLength, isRecord, numberOf, stringOf } from "../json.ts";
import type { Kernel, Transaction } from "../kernel.ts";
import { limits } from "../limits.ts";

/** One entry of metadata the SDK sends, beside a step or in a request of its own. */
export interface MetadataEntry {
  readonly kind: string;
  /** Where it belongs; undefined leaves that to the request. */
  readonly scope: string | undefined;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Reads a list of entries; those that are none are left out. */
export function readMetadata(value: unknown): readonly MetadataEntry[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).flatMap((entry) => {
    const kind = stringOf(entry.kind);
    if (kind === undefined || !isRecord(entry.values)) return [];
    return [{ kind, scope: stringOf(entry.scope), values: entry.values }];
  });
}

/**
 * Keeps metadata with a run, or with one of its steps; the last entry of a kind counts. Like the service, entries
 * beyond the limit are dropped without failing the run: answers how many.
 */
export function saveMetadata(
  kernel: Kernel,
  transaction: Transaction,
  runId: string,
  stepId: string,
  entries: readonly MetadataEntry[],
): number {
  const store = kernel.store.runMetadata;
  let dropped = 0;
  for (const { kind, scope, values } of entries) {
    const metadata = JSON.stringify(values);
    const size = store.size(runId);
    if (size.entries >= limits.metadataEntries || size.bytes + byteLength(metadata) > limits.metadataBytes) {
      dropped += 1;
      continue;
    }
    const isOfRun = scope === "run" || stepId === "";
    const target = { stepId: isOfRun ? "" : stepId, scope: scope ?? (isOfRun ? "run" : "step") };
    store.save(runId, { ...target, kind, metadata, updatedAt: transaction.now });
  }
  if (dropped > 0) {
    kernel.logger.warn("Metadata beyond the limit was dropped.", { run: runId, entries: dropped });
  }
  return dropped;
}

/** The id of the step a request names: by its own id and how often that was used before, or by its hash. */
export function findStep(kernel: Kernel, runId: string, target: Readonly<Record<string, unknown>>): string | undefined {
  const id = stringOf(target.step_id);
  if (id === undefined) return undefined;
  const index = numberOf(target.step_index) ?? 0;
  const hash = createHash("sha1")
    .update(index > 0 ? `${id}:${index}` : id)
    .digest("hex");
  return [hash, id].find((candidate) => kernel.store.steps.get(runId, candidate) !== undefined);
}
