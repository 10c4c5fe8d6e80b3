import type { FunctionConfig, RateEntry } from "./config.ts";
import type { Reader } from "./reader.ts";

const second = 1000;
const day = 24 * 60 * 60 * second;

/** Reads `rateLimit` or `throttle`; only a throttle knows `burst`. */
export function parseRate(reader: Reader, key: "rateLimit" | "throttle"): RateEntry | undefined {
  const child = reader.child(key);
  if (!child) return undefined;
  child.only(key === "throttle" ? ["limit", "period", "burst", "key"] : ["limit", "period", "key"]);
  const limit = child.integer("limit", 1, 1_000_000);
  const periodMs = child.duration("period", second, key === "throttle" ? 7 * day : day);
  if (limit === undefined) child.problem("limit", "is needed");
  if (periodMs === undefined) child.problem("period", "is needed");
  return {
    limit: limit ?? 1,
    periodMs: periodMs ?? second,
    burst: child.integer("burst", 0, 1_000_000) ?? 0,
    key: child.expression("key"),
  };
}

/** Reads `debounce`. */
export function parseDebounce(reader: Reader): FunctionConfig["debounce"] {
  const child = reader.child("debounce");
  if (!child) return undefined;
  child.only(["period", "timeout", "key"]);
  const periodMs = child.duration("period", second, 7 * day);
  if (periodMs === undefined) child.problem("period", "is needed");
  return {
    periodMs: periodMs ?? second,
    timeoutMs: child.duration("timeout", second, 365 * day),
    key: child.expression("key"),
  };
}

/** Reads `singleton`. */
export function parseSingleton(reader: Reader): FunctionConfig["singleton"] {
  const child = reader.child("singleton");
  if (!child) return undefined;
  child.only(["mode", "key"]);
  const mode = child.text("mode");
  if (mode !== "skip" && mode !== "cancel") child.problem("mode", 'must be "skip" or "cancel"');
  return { mode: mode === "cancel" ? "cancel" : "skip", key: child.expression("key") };
}

/** Reads `batchEvents`. */
export function parseBatch(reader: Reader): FunctionConfig["batch"] {
  const child = reader.child("batchEvents");
  if (!child) return undefined;
  child.only(["maxSize", "timeout", "key", "if"]);
  const maxSize = child.integer("maxSize", 2, 1000);
  const timeoutMs = child.duration("timeout", second, 7 * day);
  if (maxSize === undefined) child.problem("maxSize", "is needed");
  if (timeoutMs === undefined) child.problem("timeout", "is needed");
  return {
    maxSize: maxSize ?? 2,
    timeoutMs: timeoutMs ?? second,
    key: child.expression("key"),
    condition: child.expression("if"),
  };
}
