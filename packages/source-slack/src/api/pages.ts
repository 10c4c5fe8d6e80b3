import { SourceError } from "@tributary/source";
import { z } from "zod";
import type { SlackArguments, SlackClient } from "./client.ts";

/** Most pages of one list: 1,000 entries each. Beyond, the list goes round in a circle. */
const PAGES_MAX = 1_000;

const metadataSchema = z.object({ response_metadata: z.object({ next_cursor: z.string().nullish() }).nullish() });

/** Parses a part of an answer; throws `invalid-response` naming the place. */
export function readPart<Value>(method: string, schema: z.ZodType<Value>, value: unknown): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.join(".") || "all of it";
  throw new SourceError("invalid-response", `Slack's answer to ${method} is not as documented: ${place} is wrong.`);
}

/** Asks for every page of a list (docs.slack.dev/apis/web-api/pagination); throws when one is asked for a second time. */
export async function* readPages<Value>(
  client: SlackClient,
  method: string,
  parameters: SlackArguments,
  schema: z.ZodType<Value>,
): AsyncGenerator<Value> {
  const seen = new Set<string>();
  let cursor: string | undefined;
  do {
    const answer = await client.call(method, { ...parameters, ...(cursor !== undefined && { cursor }) });
    yield readPart(method, schema, answer);
    const next = readPart(method, metadataSchema, answer).response_metadata?.next_cursor ?? "";
    if (seen.has(next) || seen.size >= PAGES_MAX) {
      throw new SourceError("invalid-response", `Slack's list of ${method} goes round in a circle.`);
    }
    seen.add(next);
    cursor = next;
  } while (cursor !== "");
}
