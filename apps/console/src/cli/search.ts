import { type SearchResult, searchResultSchema } from "@tributary/validation";
import { z } from "zod";
import type { ApiClient } from "./client.ts";
import type { Output } from "./output.ts";

const resultsSchema = z.object({ results: z.array(searchResultSchema) });

/** Searches and prints what was found, best first. */
export async function search(
  client: ApiClient,
  options: { readonly query: string; readonly limit: number; readonly output: Output; readonly signal: AbortSignal },
): Promise<void> {
  const { query, limit, output, signal } = options;
  const parameters = new URLSearchParams({ q: query, limit: String(limit) });
  const { results } = await client.request("GET", `/v1/search?${parameters}`, { schema: resultsSchema, signal });
  if (results.length === 0) output.line("Nothing found.");
  results.forEach((result, index) => {
    output.line(resultText(result, index + 1));
  });
  output.object({
    results: results.map(({ title, path, url, source, type, score, snippet, lines }) => ({
      title,
      path,
      url,
      source,
      type,
      score,
      snippet,
      lines,
    })),
  });
}

function resultText(result: SearchResult, rank: number): string {
  const { title, path, source, type, score, snippet, matchedLines } = result;
  const [first, last] = result.lines;
  const matched = new Set(matchedLines);
  const numbered = snippet.split(/\r\n|\n|\r/).map((text, index) => {
    const line = first + index;
    return `  ${matched.has(line) ? "›" : " "} ${String(line).padStart(String(last).length)}  ${text}`;
  });
  return `${rank}. ${path ?? title}:${first}  (${source} ${type}, ${score.toFixed(4)})\n${numbered.join("\n")}\n`;
}
