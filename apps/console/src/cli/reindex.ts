import { setTimeout as sleep } from "node:timers/promises";
import {
  type IndexDescription,
  type IndexPreview,
  type IndexQuality,
  type IndexStatus,
  indexPreviewSchema,
  indexStatusSchema,
  type Rebuild,
} from "@tributary/validation";
import { UserError } from "../errors.ts";
import type { ApiClient } from "./client.ts";
import type { Output } from "./output.ts";

/** Milliseconds between two looks at a running build: each counts what it holds. */
const LOOK_MS = 200;
const LONGEST_LOOK_MS = 1_000;

/** What `tributary reindex` is asked to do. */
interface ReindexRequest {
  readonly action: "build" | "preview" | "switch" | "drop";
  readonly output: Output;
  readonly signal: AbortSignal;
}

/**
 * Builds the configured index beside the active one and waits for the switch, or previews, decides about or gives up what
 * was built. Returns whether the configured index is active or coming: false when it is held or failed.
 */
export async function reindex(client: ApiClient, { action, output, signal }: ReindexRequest): Promise<boolean> {
  const ask = (method: "GET" | "POST" | "DELETE", path: string) =>
    client.request(method, path, { schema: indexStatusSchema, signal });
  if (action === "preview") {
    const preview = await client.request("GET", "/v1/index/preview", { schema: indexPreviewSchema, signal });
    output.object(preview);
    for (const line of previewLines(preview, await ask("GET", "/v1/index"))) output.line(line);
    return true;
  }
  if (action === "drop") {
    const status = await ask("DELETE", "/v1/index/rebuild");
    output.line(`Dropped. Search goes on with ${nameOf(status.active.description)}.`);
    output.object(status);
    return true;
  }
  const begun = await ask("POST", action === "switch" ? "/v1/index/switch" : "/v1/index/rebuild");
  if (!begun.due) {
    output.line(`The index is what is configured: ${nameOf(begun.active.description)}. There is nothing to do.`);
    output.object(begun);
    return true;
  }
  const status = await waitForRebuild(client, begun, { output, signal });
  for (const line of outcomeLines(status)) output.line(line);
  output.object(status);
  return !status.due;
}

/** Waits until nothing is being built any more, with the progress on a terminal. */
export async function waitForRebuild(
  client: ApiClient,
  begun: IndexStatus,
  { output, signal }: { readonly output: Output; readonly signal: AbortSignal },
): Promise<IndexStatus> {
  let status = begun;
  for (let look = LOOK_MS; status.rebuild?.state === "building"; look = Math.min(look * 1.2, LONGEST_LOOK_MS)) {
    output.indexProgress(status.rebuild);
    await sleep(look, undefined, { signal });
    status = await client.request("GET", "/v1/index", { schema: indexStatusSchema, signal });
  }
  output.progressDone();
  return status;
}

/**
 * After a sync: waits for an index that is being built because it costs nothing, and says what else there is to know of
 * the index. Writes no objects: a sync's summary is the last.
 */
export async function finishAutomaticRebuild(
  client: ApiClient,
  { output, signal }: { readonly output: Output; readonly signal: AbortSignal },
): Promise<void> {
  const begun = await client.request("GET", "/v1/index", { schema: indexStatusSchema, signal });
  if (!begun.due) return;
  const silent = { ...output, indexProgress: () => {} };
  const status = begun.automatic
    ? await waitForRebuild(client, begun, { output: output.json ? silent : output, signal })
    : begun;
  for (const line of outcomeLines(status)) output.note(line);
}

/** What a person should know of the index and do about it; nothing when it is what is configured. */
export function indexNotice({ due, active, configured, rebuild, automatic }: IndexStatus): string | undefined {
  if (!due) return undefined;
  const difference =
    nameOf(active.description) === nameOf(configured)
      ? `The index was made by another version of the ${active.description.chunker === configured.chunker ? "analysis" : "chunker"}`
      : `The index was made with ${nameOf(active.description)}, and ${nameOf(configured)} is configured`;
  if (rebuild?.state === "building") {
    const { done, total } = rebuild.documents;
    const progress = total === 0 ? "" : `, ${done} of ${total} documents`;
    return `${difference}: it is being made anew${progress}; search works meanwhile.`;
  }
  if (rebuild?.state === "held") return `${difference}: ${heldText(rebuild)}`;
  if (rebuild?.state === "failed") {
    return `${difference}. Making it anew failed: ${rebuild.problem?.message ?? "no reason given"} Go on with \`pnpm tributary reindex\`.`;
  }
  const automatically = automatic ? " The next sync does it by itself." : "";
  return `${difference}: \`pnpm tributary reindex --preview\` says what making it anew takes, \`pnpm tributary reindex\` does it.${automatically}`;
}

function outcomeLines(status: IndexStatus): string[] {
  if (status.due) return [indexNotice(status) ?? ""];
  const { description, quality } = status.active;
  return [`Search now uses ${nameOf(description)}.`, ...(quality ? [qualityText(quality)] : [])];
}

function heldText({ quality }: Rebuild): string {
  const figures = quality ? `${qualityText(quality)} ` : "";
  return `the new index finds less and is held. ${figures}Use it nevertheless with \`pnpm tributary reindex --switch\`, or give it up with \`--drop\`.`;
}

function qualityText({ queries, old, new: built, oldByWordsOnly }: IndexQuality): string {
  const pair = (before: number, after: number) => `${before.toFixed(3)} before, ${after.toFixed(3)} after`;
  const words = oldByWordsOnly ? " (before: words only)" : "";
  return `${queries} queries made of the documents: MRR@10 ${pair(old.mrr, built.mrr)}; recall@10 ${pair(old.recall, built.recall)}${words}.`;
}

function previewLines(preview: IndexPreview, { due, active }: IndexStatus): string[] {
  const number = (value: number) => Math.round(value).toLocaleString("en-US");
  const { documents, chunks, texts, cached, embedded, tokens, estimated, cost, seconds } = preview;
  const price =
    cost === null
      ? "the price of the model is not known here"
      : cost.amount === 0
        ? "no cost"
        : `about ${cost.amount.toFixed(cost.amount < 1 ? 4 : 2)} ${cost.currency}`;
  return [
    `From ${nameOf(active.description)} to ${nameOf(preview.description)}${due ? "" : " (active already)"}`,
    `  ${number(documents)} documents, ${number(chunks)} chunks, ${number(texts)} distinct texts`,
    `  ${number(cached)} embedded already, ${number(embedded)} to embed: ${estimated ? "at most " : ""}${number(tokens)} tokens, ${price}`,
    ...(seconds === null ? [] : [`  at least ${seconds.toFixed(1)} s`]),
  ];
}

function nameOf({ embedder, model, dimensions }: IndexDescription): string {
  const name = embedder === "local" ? model : `${embedder} ${model}`;
  return `${name} (${dimensions} dimensions)`;
}

/** What the options of the command ask for; throws UserError when they are more than one thing. */
export function reindexAction(options: {
  readonly preview?: boolean;
  readonly switch?: boolean;
  readonly drop?: boolean;
}): ReindexRequest["action"] {
  const asked = (["preview", "switch", "drop"] as const).filter((name) => options[name]);
  if (asked.length > 1) throw new UserError("invalid-request", "Ask for one thing: --preview, --switch or --drop.");
  return asked[0] ?? "build";
}
