import type { z } from "zod";
import { SourceError } from "../error.ts";
import { BodyTooLarge, readBody } from "./body.ts";

/** Whose answer to what is read, as errors say it. */
export interface ExpectedAnswer {
  /** Name of the provider: `Linear`. */
  readonly provider: string;
  /** What was asked for: `the deployments`. */
  readonly what: string;
  /** What to look at when the answer cannot be used, after a colon: `check apiUrl`. */
  readonly advice?: string;
}

/** What an answer of JSON may be. */
export interface ExpectedJson extends ExpectedAnswer {
  /** Largest body read, in bytes. */
  readonly maxBytes: number;
}

/**
 * Reads the body of an answer that says it is JSON; it is not parsed. Throws `invalid-response` for another content type, for a
 * body that is larger (with a BodyTooLarge as its cause), and for one of another length than declared; and what the stream
 * throws.
 */
export async function readJsonBody(response: Response, expected: ExpectedJson): Promise<Buffer<ArrayBuffer>> {
  const { headers } = response;
  if (!/^application\/([\w.-]+\+)?json\b/i.test(headers.get("content-type") ?? "")) {
    await response.body?.cancel();
    throw unusableAnswer(expected, "is no JSON");
  }
  const body = await readBody(response.body, expected.maxBytes).catch((error: unknown) => {
    if (!(error instanceof BodyTooLarge)) throw error;
    throw unusableAnswer(expected, `is larger than any of ${expected.provider}'s`, error);
  });
  // The length declared is that of the encoded body; what is read is decoded.
  const declared = headers.has("content-encoding") ? null : headers.get("content-length");
  if (declared !== null && Number(declared) !== body.byteLength) throw unusableAnswer(expected, "is cut short");
  return body;
}

/** Reads an answer's JSON. Throws as readJsonBody does, and `invalid-response` for what cannot be parsed. */
export async function readJson(response: Response, expected: ExpectedJson): Promise<unknown> {
  const body = await readJsonBody(response, expected);
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    // Without the cause: its message quotes the answer.
    throw unusableAnswer(expected, "is no JSON");
  }
}

/** The `invalid-response` of an answer that cannot be used, and why: `is no JSON`. A cause must not quote the answer. */
export function unusableAnswer(
  { provider, what, advice }: ExpectedAnswer,
  problem: string,
  cause?: Error,
): SourceError {
  const hint = advice === undefined ? "" : `: ${advice}`;
  return new SourceError("invalid-response", `${provider}'s answer to ${what} ${problem}${hint}.`, { cause });
}

/** The `invalid-response` of an answer that a schema does not take: it names the first place that is wrong, never what is there. */
export function undocumentedAnswer(expected: ExpectedAnswer, error: z.ZodError, cause?: Error): SourceError {
  return unusableAnswer(expected, `is not as documented${placeOf(error)}`, cause);
}

/** The first place a schema does not take, for the end of a sentence: ` (projects.0.id)`; empty for one that may quote the answer. */
export function placeOf({ issues }: z.ZodError): string {
  const place = issues[0]?.path.join(".") ?? "";
  return /^[\w.]{1,80}$/.test(place) ? ` (${place})` : "";
}
