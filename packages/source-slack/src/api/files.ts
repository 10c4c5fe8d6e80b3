import { isSourceError } from "@tributary/source";
import { z } from "zod";
import { isCutShort } from "../text/message-text.ts";
import type { SlackClient } from "./client.ts";
import type { SlackMessage } from "./message.ts";
import { readPart } from "./pages.ts";

/** Most texts of files read for one document: each is a request. */
const FILES_MAX = 20;

/** Longest text of one file kept, in characters. */
const TEXT_MAX = 200_000;

const infoSchema = z.object({ content: z.string().optional(), is_truncated: z.boolean().optional() });

/** Texts of the files of which messages carry the beginning only, and what could not be had. */
export async function readFileTexts(
  client: SlackClient,
  messages: readonly SlackMessage[],
): Promise<{ readonly texts: ReadonlyMap<string, string>; readonly missing: readonly string[] }> {
  const texts = new Map<string, string>();
  const missing: string[] = [];
  const files = messages.flatMap((message) => message.files ?? []).filter(isCutShort);
  for (const [index, { id = "", name = id }] of files.entries()) {
    if (index >= FILES_MAX) {
      missing.push(`texts of ${files.length - FILES_MAX} more files: their beginnings only`);
      break;
    }
    try {
      const info = readPart("files.info", infoSchema, await client.call("files.info", { file: id }));
      if (info.content === undefined) missing.push(`text of ${name}: Slack gives its beginning only`);
      else texts.set(id, info.content.slice(0, TEXT_MAX).toWellFormed());
      if (info.is_truncated || (info.content ?? "").length > TEXT_MAX) missing.push(`text of ${name}: cut short`);
    } catch (error) {
      if (!isSourceError(error) || (error.code !== "forbidden" && error.code !== "not-found")) throw error;
      const why = error.code === "forbidden" ? "grant the app the scope files:read" : "it is no longer there";
      missing.push(`text of ${name}: ${why}`);
    }
  }
  return { texts, missing };
}
