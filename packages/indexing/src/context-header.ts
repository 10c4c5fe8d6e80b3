import { estimateTokens } from "@tributary/chunking";

/** The most tokens of a context header, by `estimateTokens`. */
export const CONTEXT_HEADER_TOKENS = 64;
/** Counted up when any header would read differently: what was embedded with it is then embedded again. */
export const CONTEXT_HEADER_VERSION = 1;

/** Below this a header says nothing. */
const LEAST_TOKENS = 8;
/** A token seldom has more characters; longer text is not even looked at. */
const MOST_UNITS_A_TOKEN = 8;
const ELLIPSIS = "…";

/** What a chunk stands in. */
interface ChunkContext {
  readonly title: string;
  readonly path?: string | undefined;
  /** Headings, keys and symbols, joined by ` > `. */
  readonly heading: string;
  /** The header of the table whose rows the chunk has. */
  readonly tableHeader?: string | undefined;
}

/**
 * What is embedded before a chunk's text: path, title, headings and the table's header, a line each and an empty one after.
 * At most `maxTokens`: the ends of paths and headings are kept, as they say most, and the beginnings of the rest.
 */
export function contextHeader(context: ChunkContext, maxTokens: number = CONTEXT_HEADER_TOKENS): string {
  if (maxTokens < LEAST_TOKENS) return "";
  const { path = "", title, heading, tableHeader = "" } = context;
  // Of four lines and the empty one, the ends take a token each.
  let room = maxTokens - 5;
  const take = (text: string, share: number, keep: "start" | "end"): string => {
    const part = shortened(text, Math.floor(room * share), keep);
    room -= estimateTokens(part);
    return part;
  };
  const isNamedByPath = path !== "" && path.endsWith(title);
  const lines = [
    take(path, 0.5, "end"),
    isNamedByPath ? "" : take(title, 0.6, "start"),
    heading === title ? "" : take(heading, tableHeader === "" ? 1 : 0.5, "end"),
    take(tableHeader, 1, "start"),
  ].filter((line) => line !== "");
  return lines.length === 0 ? "" : `${lines.join("\n")}\n\n`;
}

/** As much of a text, on one line, as fits: cut between words or names, and marked where it is cut. */
function shortened(text: string, maxTokens: number, keep: "start" | "end"): string {
  const most = maxTokens * MOST_UNITS_A_TOKEN;
  const near = keep === "start" ? text.slice(0, most) : text.slice(Math.max(0, text.length - most));
  const line = near.replace(/\s+/g, " ").trim();
  if (near.length === text.length && estimateTokens(line) <= maxTokens) return line;
  for (let units = line.length; units > 0; units = Math.floor(units * 0.85)) {
    const part = marked(keep === "start" ? line.slice(0, units) : line.slice(line.length - units), keep);
    if (estimateTokens(part) <= maxTokens) return part;
  }
  return "";
}

/** Ends a cut text at its last gap, or begins it at its first one, and marks the cut. */
function marked(text: string, keep: "start" | "end"): string {
  if (keep === "start") {
    const whole = /^(.*[\s,;|/])[^\s,;|/]*$/s.exec(text)?.[1]?.trimEnd() ?? "";
    return `${(whole.length * 2 > text.length ? whole : text).replace(/[\uD800-\uDBFF]$/, "")}${ELLIPSIS}`;
  }
  const whole = /^[^\s/]*([\s/].*)$/s.exec(text)?.[1]?.trimStart() ?? "";
  return `${ELLIPSIS}${(whole.length * 2 > text.length ? whole : text).replace(/^[\uDC00-\uDFFF]/, "")}`;
}
