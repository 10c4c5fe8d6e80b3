import type { Problem } from "@tributary/validation";

/**
 * Says with a problem of a source what a person does about it, by its code; nothing with those that pass by themselves. It is
 * read on pages, in mails and at a prompt alike, so it names no button and no command.
 */
export function withFix(problem: Problem): Problem {
  const fix = fixes.get(problem.code);
  return fix === undefined || problem.message.endsWith(fix)
    ? problem
    : { ...problem, message: `${problem.message} ${fix}` };
}

const gone = "See that it is still there and that its configuration and credentials fit.";

const fixes: ReadonlyMap<string, string> = new Map([
  ["unauthorized", "Give it credentials that work."],
  ["forbidden", "Grant what is missing at the provider, or give it other credentials."],
  ["not-found", gone],
  ["invalid-config", gone],
  ["corrupt", "Its credentials cannot be opened with the keys that are configured. Give them anew."],
]);
