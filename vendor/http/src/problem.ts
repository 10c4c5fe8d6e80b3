/** Where services put what went wrong. */
export interface ProblemBody {
  readonly message?: unknown;
  readonly error?: { readonly message?: unknown; readonly code?: unknown } | null;
}

/** Characters of a service's words that a message repeats. */
const longest = 300;

/** The reason in the text of an answer: what is found in its JSON, else the text itself; empty for a page and for none. */
export function reasonIn(text: string, find: (body: ProblemBody) => unknown): string {
  const body = parsed(text);
  if (body === undefined) return text.trimStart().startsWith("<") ? "" : text.trim().slice(0, longest);
  return stringIn(text, find)?.slice(0, longest) ?? "";
}

/** The string found in the JSON of an answer, if it is JSON and there is one. */
export function stringIn(text: string, find: (body: ProblemBody) => unknown): string | undefined {
  const found = find(parsed(text) ?? {});
  return typeof found === "string" ? found : undefined;
}

function parsed(text: string): ProblemBody | undefined {
  try {
    return (JSON.parse(text) as ProblemBody | null) ?? {};
  } catch {
    return undefined;
  }
}
