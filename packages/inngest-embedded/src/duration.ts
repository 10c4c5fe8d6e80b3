const unitMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const part = /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d|w)/gy;

/** Milliseconds of a duration such as `1h30m`, `2d` or `0s`; undefined when the text is not one. */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  let total = 0;
  part.lastIndex = 0;
  let end = 0;
  for (let match = part.exec(text); match; match = part.exec(text)) {
    total += Number(match[1]) * (unitMs[match[2] ?? ""] ?? 0);
    end = part.lastIndex;
  }
  return text !== "" && end === text.length ? Math.round(total) : undefined;
}

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** The instant a duration or an ISO 8601 date stands for, in milliseconds; undefined when the text is neither. */
export function parseUntil(text: string, now: number): number | undefined {
  const duration = parseDuration(text);
  if (duration !== undefined) return now + duration;
  if (!isoInstant.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}
