import { parseDuration } from "../duration.ts";
import { isRecord } from "../json.ts";
import { textOf } from "./values.ts";

type Implementation = (values: readonly unknown[], now: number) => unknown;

const bothText = (test: (target: string, argument: string) => boolean): Implementation => {
  return ([target, argument]) => typeof target === "string" && typeof argument === "string" && test(target, argument);
};

function sizeOf(value: unknown): number {
  if (typeof value === "string") return [...value].length;
  if (Array.isArray(value)) return value.length;
  return isRecord(value) ? Object.keys(value).length : 0;
}

function toNumber(value: unknown): number | null {
  const number = typeof value === "string" || typeof value === "boolean" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

function toInstant(value: unknown): number | null {
  if (typeof value === "number") return value;
  const instant = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(instant) ? null : instant;
}

function durationOf(value: unknown): number {
  return typeof value === "string" ? (parseDuration(value) ?? 0) : 0;
}

function orNull<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** A function of a text, without result for a missing one. */
const ofText = (work: (text: string) => unknown): Implementation => {
  return ([value]) => ((value ?? null) === null ? null : work(textOf(value)));
};

const implementations: Readonly<Record<string, Implementation>> = {
  size: ([value]) => sizeOf(value),
  contains: bothText((target, argument) => target.includes(argument)),
  startsWith: bothText((target, argument) => target.startsWith(argument)),
  endsWith: bothText((target, argument) => target.endsWith(argument)),
  matches: bothText((target, argument) => orNull(() => new RegExp(argument, "u").test(target)) ?? false),
  int: ([value]) => {
    const number = toNumber(value);
    return number === null ? null : Math.trunc(number);
  },
  double: ([value]) => toNumber(value),
  string: ofText((text) => text),
  lowercase: ofText((text) => text.toLowerCase()),
  uppercase: ofText((text) => text.toUpperCase()),
  b64decode: ofText((text) => Buffer.from(text, "base64").toString("utf8")),
  json_parse: ofText((text) => orNull(() => JSON.parse(text) as unknown)),
  date: ([value]) => toInstant(value),
  timestamp: ([value]) => toInstant(value),
  duration: ([value]) => durationOf(value),
  now: (_values, now) => now,
  now_plus: ([value], now) => now + durationOf(value),
  now_minus: ([value], now) => now - durationOf(value),
};

/** The implementation of a function, called with its receiver (if any) before its arguments; undefined when unknown. */
export function functionNamed(name: string): Implementation | undefined {
  return Object.hasOwn(implementations, name) ? implementations[name] : undefined;
}
