import { fullName } from "../state/model.ts";
import type { World } from "../state/world.ts";
import { type Answer, GitHubError } from "./answer.ts";
import type { Call } from "./call.ts";
import type { Route } from "./route.ts";

/** A request matched to the endpoint that serves it. */
export interface Matched {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
  readonly linkPath: string;
}

/** Finds the endpoint of a request; null when the fake serves none. */
export function matchRoute(world: World, routes: readonly Route[], method: string, path: string): Matched | null {
  const byNumber = /^\/repositories\/(\d+)(\/.*)?$/.exec(path);
  const numbered = byNumber === null ? undefined : world.repositories.get(Number(byNumber[1]));
  const present = numbered === undefined ? path : `/repos/${fullName(numbered)}${byNumber?.[2] ?? ""}`;
  for (const route of routes) {
    if (route.method !== method) continue;
    const values = route.pattern.exec(present);
    if (values === null) continue;
    const pairs = route.names.map((name, index) => [name, decode(values[index + 1] ?? "")]);
    return { route, parameters: Object.fromEntries(pairs), linkPath: linkPath(world, present) };
  }
  return null;
}

/** Answers a matched request; throws GitHubError. */
export async function answerCall(matched: Matched, call: Call): Promise<Answer> {
  const { route } = matched;
  for (const name of call.query.keys()) {
    if (route.query.has(name)) continue;
    throw new GitHubError(
      400,
      `Refused by the fake: ${route.method} ${route.template} has no query parameter "${name}".`,
    );
  }
  if (route.asApp && call.caller.type !== "app") throw new GitHubError(401, "A JSON web token could not be decoded");
  if (!route.asApp && call.caller.type === "app" && route.template.startsWith("/repos/")) {
    throw new GitHubError(
      403,
      "You must authenticate with an installation access token in order to access this resource.",
    );
  }
  return await route.answer(call);
}

function linkPath(world: World, path: string): string {
  const [, start, owner, name, ...rest] = path.split("/");
  if (start !== "repos") return path;
  const repository = world.repository(`${owner}/${name}`);
  return repository === null ? path : ["/repositories", repository.id, ...rest].join("/");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
