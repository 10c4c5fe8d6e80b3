import type { z } from "zod";

/** What is wrong with one field of a form. */
export interface FormIssue {
  readonly path: string[];
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** What does not fit, one issue a field; the values that were given are never in the messages. */
export function formIssues(part: "config" | "credentials", error: z.ZodError): FormIssue[] {
  const byField = new Map<string, FormIssue>();
  for (const issue of error.issues.flatMap((each) => flatten([part], each))) {
    const field = JSON.stringify(issue.path);
    if (!byField.has(field)) byField.set(field, issue);
  }
  return [...byField.values()];
}

function flatten(before: readonly string[], issue: Issue): FormIssue[] {
  const path = [...before, ...issue.path.map(String)];
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    return closest(issue.errors).flatMap((nested) => flatten(path, nested));
  }
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: [...path, key], message: "There is no such setting: leave it out." }));
  }
  return [{ path, message: isMissing(issue) ? "This is needed." : issue.message }];
}

/** Whether nothing was given: an empty field of a form is an empty text. */
function isMissing(issue: Issue): boolean {
  if (issue.code === "invalid_type") return issue.message.endsWith("received undefined");
  return issue.code === "too_small" && issue.message === "Too small: expected string to have >=1 characters";
}

/** Of several alternatives the one that was meant: it knows most of what was given, and then fits best. */
function closest(alternatives: readonly (readonly Issue[])[]): readonly Issue[] {
  const unknown = (issues: readonly Issue[]) =>
    issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 0), 0);
  const [best = []] = [...alternatives].sort(
    (one, other) => unknown(one) - unknown(other) || one.length - other.length,
  );
  return best;
}
