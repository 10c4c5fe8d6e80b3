import { type SearchResult, searchAnswerSchema } from "@tributary/validation";
import type { ApiClient } from "./client.ts";
import type { Output } from "./output.ts";
import { neighbourName, relationWords } from "./relation-words.ts";

/** Searches and prints what was found, best first. */
export async function search(
  client: ApiClient,
  options: {
    readonly query: string;
    readonly limit: number;
    readonly explain: boolean;
    readonly related: boolean;
    readonly output: Output;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { query, limit, explain, related, output, signal } = options;
  const parameters = new URLSearchParams({
    q: query,
    limit: String(limit),
    explain: String(explain),
    related: String(related),
  });
  const answer = await client.request("GET", `/v1/search?${parameters}`, { schema: searchAnswerSchema, signal });
  const { results, notices } = answer;
  for (const { message } of notices) output.note(message);
  if (results.length === 0) output.line("Nothing found.");
  results.forEach((result, index) => {
    output.line(resultText(result, index + 1));
  });
  output.object({
    results: results.map(
      ({ documentId, title, path, url, source, type, score, snippet, lines, explanation, related: neighbours }) => ({
        title,
        path,
        url,
        source,
        type,
        score,
        snippet,
        lines,
        ...(explanation && { explanation }),
        ...(neighbours && { documentId, related: neighbours }),
      }),
    ),
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
  // The path of a file says more than its name, the title of anything else more than its key.
  const name = path?.endsWith(title) ? path : title;
  const header = `${rank}. ${name}:${first}  (${source} ${type}, ${score.toFixed(4)})`;
  const copies = result.duplicates.map((copy) => `  same in ${copy.path ?? copy.title} (${copy.source})`);
  const related = (result.related ?? []).map(
    ({ kind, direction, ...other }) => `  ${relationWords(kind, direction)} ${neighbourName(other)}`,
  );
  return `${[header, ...numbered, ...copies, ...related, ...explanationLines(result)].join("\n")}\n`;
}

/** The score's parts, those that changed nothing left out. */
function explanationLines({ explanation, parts, score }: SearchResult): string[] {
  if (!explanation) return [];
  const { fused, evidence, priors, further, relevance, novelty } = explanation;
  const factors = Object.entries(evidence).map(([name, value]) => [name, 1 + value] as const);
  const changed = [...factors, ...Object.entries(priors), ["novelty", novelty] as const]
    .filter(([, value]) => value !== 1)
    .map(([name, value]) => `${name} ×${value.toFixed(2)}`);
  const places = Object.entries(parts).map(([side, place]) => (place ? `${side} #${place.rank}` : `not ${side}`));
  return [
    `  score ${score.toFixed(4)} = fused ${fused.toFixed(4)} (${places.join(", ")}) ${changed.join(" ")} + ${further.toFixed(4)} of its other chunks`,
    ...(relevance === null ? [] : [`  reranked: ${relevance.toFixed(3)}`]),
  ];
}
