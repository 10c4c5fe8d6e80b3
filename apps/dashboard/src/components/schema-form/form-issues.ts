/** What the server says is wrong with a field. */
export interface FormIssue {
  readonly path: readonly string[];
  readonly message: string;
}

/** What is wrong, by field, of one part of a form (`config` or `credentials`). */
export function issuesByField(part: string, issues: readonly FormIssue[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { path, message } of issues) {
    const [first, field] = path;
    if (first !== part || field === undefined || found[field] !== undefined) continue;
    const entry = Number(path[2]);
    found[field] = Number.isInteger(entry) ? `Line ${entry + 1}: ${message}` : message;
  }
  return found;
}

/** What is wrong with a part as a whole, or with fields the form does not show. */
export function issuesElsewhere(
  issues: readonly FormIssue[],
  shown: Readonly<Record<string, readonly string[]>>,
): string[] {
  return issues
    .filter(({ path: [part = "", field = ""] }) => !shown[part]?.includes(field))
    .map(({ message }) => message);
}

/** What is wrong with those fields that still hold what was checked: a change takes the word back. */
export function stillTrue(
  found: Readonly<Record<string, string>>,
  checked: Readonly<Record<string, unknown>>,
  current: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(found).filter(([name]) => JSON.stringify(checked[name]) === JSON.stringify(current[name])),
  );
}
