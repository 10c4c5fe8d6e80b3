import type { Problem } from "@tributary/validation";

/** What a person does about a problem of a source, by its code; nothing for those that pass by themselves. */
export function withFix(problem: Problem, source: { readonly id: string; readonly kind: string }): Problem {
  const fix = fixOf(problem.code, source);
  return fix === undefined || problem.message.endsWith(fix)
    ? problem
    : { ...problem, message: `${problem.message} ${fix}` };
}

function fixOf(code: string, { kind }: { readonly kind: string }): string | undefined {
  const again = `\`tributary connect ${kind}\` with the same configuration, or POST /v1/sources`;
  switch (code) {
    case "unauthorized":
      return `Give it credentials that work: ${again}.`;
    case "forbidden":
      return `Grant what is missing at the provider, or give it other credentials: ${again}.`;
    case "not-found":
    case "invalid-config":
      return `See that it is still there and that its configuration and credentials fit: ${again}.`;
    case "corrupt":
      return `Its credentials cannot be opened with the keys that are configured. Give them anew: ${again}.`;
    default:
      return undefined;
  }
}
