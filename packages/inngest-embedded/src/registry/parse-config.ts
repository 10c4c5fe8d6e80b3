import { parseCron } from "../cron/expression.ts";
import { messageOf } from "../errors.ts";
import { functionUuid } from "../identifiers.ts";
import { isRecord } from "../json.ts";
import { limits } from "../limits.ts";
import type { ConcurrencyEntry, FunctionConfig, Trigger } from "./config.ts";
import { parseBatch, parseDebounce, parseRate, parseSingleton } from "./parse-flow.ts";
import { createReader, type Reader } from "./reader.ts";

/** Attempts of a function that sets no `retries`: the service's default of four retries. */
const defaultMaxAttempts = 5;
const topLevelKeys = [
  ...["id", "name", "triggers", "steps", "concurrency", "priority", "cancel", "timeouts", "idempotency"],
  ...["rateLimit", "throttle", "debounce", "singleton", "batchEvents"],
];
/** Only whole segments may be wild, as in `app/*` or `app/user.*`. */
const eventPattern = /^[^*]+$|^[^*]*[/.]\*$/;
const jitterMs = { lowest: 1000, highest: 5 * 60_000 };

/** A function's configuration, or every problem with it. */
export type ParsedConfig = { readonly config: FunctionConfig } | { readonly problems: readonly string[] };

/** Checks one function as reported by the SDK, by the rules the hosted service applies when an app syncs. */
export function parseConfig(appId: string, raw: unknown): ParsedConfig {
  const problems: string[] = [];
  const reader = createReader(isRecord(raw) ? raw : {}, "", problems);
  reader.only(topLevelKeys);
  const slug = reader.text("id") ?? "";
  const timeouts = reader.child("timeouts");
  timeouts?.only(["start", "finish"]);
  const priority = reader.child("priority");
  priority?.only(["run"]);
  const config: FunctionConfig = {
    slug,
    appId,
    functionId: slug.startsWith(`${appId}-`) ? slug.slice(appId.length + 1) : slug,
    name: reader.text("name") ?? slug,
    uuid: functionUuid(slug),
    triggers: parseTriggers(reader),
    maxAttempts: parseMaxAttempts(reader),
    concurrency: parseConcurrency(reader, slug),
    priority: priority?.expression("run"),
    cancels: parseCancels(reader),
    startTimeoutMs: timeouts?.duration("start", 1, limits.waitMs),
    finishTimeoutMs: timeouts?.duration("finish", 1, limits.waitMs),
    idempotency: reader.expression("idempotency"),
    rateLimit: parseRate(reader, "rateLimit"),
    throttle: parseRate(reader, "throttle"),
    debounce: parseDebounce(reader),
    singleton: parseSingleton(reader),
    batch: parseBatch(reader),
  };
  if (config.batch) {
    for (const key of ["cancel", "debounce", "singleton", "priority"]) {
      if (reader.value[key] !== undefined) reader.problem(key, "cannot be combined with batchEvents");
    }
  }
  if (config.rateLimit && config.idempotency) reader.problem("idempotency", "cannot be combined with rateLimit");
  return problems.length > 0 ? { problems } : { config };
}

function parseMaxAttempts(reader: Reader): number {
  const retries = reader.child("steps")?.child("step")?.child("retries");
  const attempts = retries?.integer("attempts", 0, limits.retriesPerFunction);
  return attempts === undefined ? defaultMaxAttempts : attempts + 1;
}

function parseTriggers(reader: Reader): Trigger[] {
  const children = reader.children("triggers");
  if (children.length > limits.triggersPerFunction) {
    reader.problem("triggers", `may have at most ${limits.triggersPerFunction} entries`);
  }
  const seen = new Set<string>();
  return children.flatMap((child): Trigger[] => {
    const same = JSON.stringify([child.value.event, child.value.expression, child.value.cron]);
    if (seen.has(same)) child.problem(child.value.cron === undefined ? "event" : "cron", "is there twice");
    seen.add(same);
    const cron = child.text("cron");
    if (cron !== undefined) {
      child.only(["cron", "jitter"]);
      try {
        parseCron(cron);
      } catch (error) {
        child.problem("cron", `cannot be used: ${messageOf(error)}`);
      }
      const jitter = child.duration("jitter", jitterMs.lowest, jitterMs.highest) ?? 0;
      return [{ kind: "cron", expression: cron, jitterMs: jitter }];
    }
    child.only(["event", "expression"]);
    const pattern = child.text("event");
    const expression = child.expression("expression");
    if (pattern === undefined) return [];
    if (!eventPattern.test(pattern)) {
      child.problem("event", `"${pattern}" may use * only at its end, after "/" or "."`);
    }
    return [{ kind: "event", pattern, expression }];
  });
}

function parseConcurrency(reader: Reader, slug: string): ConcurrencyEntry[] {
  const raw = reader.value.concurrency;
  if (typeof raw === "number") {
    const limit = reader.integer("concurrency", 0, Number.MAX_SAFE_INTEGER) ?? 0;
    return limit > 0 ? [{ id: `fn:${slug}`, limit, key: undefined }] : [];
  }
  const children = reader.children("concurrency");
  if (children.length > limits.concurrencyPerFunction) {
    reader.problem("concurrency", `may have at most ${limits.concurrencyPerFunction} entries`);
  }
  return children.flatMap((child): ConcurrencyEntry[] => {
    child.only(["limit", "key", "scope"]);
    const limit = child.integer("limit", 0, Number.MAX_SAFE_INTEGER);
    const key = child.expression("key");
    const scope = child.text("scope") ?? "fn";
    if (limit === undefined) {
      if (child.value.limit === undefined) child.problem("limit", "is missing");
      return [];
    }
    if (!["fn", "env", "account"].includes(scope)) {
      child.problem("scope", `must be "fn", "env" or "account", not "${scope}"`);
    }
    if (scope !== "fn" && key === undefined) child.problem("key", `is needed when scope is "${scope}"`);
    const owner = scope === "fn" ? `fn:${slug}` : scope;
    return limit > 0 ? [{ id: key === undefined ? owner : `${owner}:${key}`, limit, key }] : [];
  });
}

function parseCancels(reader: Reader): FunctionConfig["cancels"] {
  const children = reader.children("cancel");
  if (children.length > limits.cancelsPerFunction) {
    reader.problem("cancel", `may have at most ${limits.cancelsPerFunction} entries`);
  }
  return children.flatMap((child) => {
    child.only(["event", "if", "timeout"]);
    const event = child.text("event");
    return event === undefined ? [] : [{ event, expression: child.expression("if"), timeout: child.until("timeout") }];
  });
}
