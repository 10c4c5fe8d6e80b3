import type { PullPage, SourceChange } from "@tributary/source";
import { isGone, isUnreadable } from "../api/failure.ts";
import { type Kind, kinds, type VercelContext } from "../context.ts";
import { lookAt, unreadable } from "./list-open.ts";
import { listedAs as projectListedAs, readProject } from "./list-projects.ts";
import { isNamed } from "./scope.ts";

/** Most hints looked up one by one: with more, an ordinary pull costs less. */
export const HINTS_MAX = 100;

/** Asks for a complete listing: more is gone than a delivery names. */
export const CENSUS = "census";

/** One thing to read again. */
export interface Hint {
  readonly kind: Kind;
  readonly id: string;
}

/** A hint as text: `deployment:<id>`. */
export function formatHint({ kind, id }: Hint): string {
  return `${kind}:${id}`;
}

/** Reads hints: things to look up, a complete listing, or undefined for an ordinary pull. */
export function parseHints(references: readonly string[]): readonly Hint[] | typeof CENSUS | undefined {
  const unique = [...new Set(references)];
  if (unique.includes(CENSUS)) return CENSUS;
  if (unique.length > HINTS_MAX) return undefined;
  const hints: Hint[] = [];
  for (const reference of unique) {
    const [, name, id] = /^([a-z]+):(\w{1,80})$/.exec(reference) ?? [];
    const kind = kinds.find((known) => known === name);
    if (kind === undefined || id === undefined) return undefined;
    hints.push({ kind, id });
  }
  return hints;
}

/** What hints name, as it is now; ids of unfinished deployments among them are for the next pull. */
export async function listHints(
  context: VercelContext,
  hints: readonly Hint[],
  signal: AbortSignal | undefined,
): Promise<Pick<PullPage, "changes"> & { readonly open: readonly string[] }> {
  const changes: SourceChange[] = [];
  const open: string[] = [];
  for (const { kind, id } of hints) {
    if (kind === "project") {
      changes.push(...(await lookAtProject(context, id, signal)));
      continue;
    }
    if (context.config.deployments === false) continue;
    const found = await lookAt(context, id, signal);
    changes.push(...found.changes);
    open.push(...found.open);
  }
  return { changes, open };
}

async function lookAtProject(
  context: VercelContext,
  id: string,
  signal: AbortSignal | undefined,
): Promise<readonly SourceChange[]> {
  try {
    const { project } = await readProject(context, id, signal);
    return isNamed(context, project) ? [await projectListedAs(context, project, signal)] : [];
  } catch (error) {
    if (isUnreadable(error)) return [unreadable(context, "project", id)];
    if (!isGone(error)) throw error;
    return [{ type: "delete", id: context.idOf("project", id) }];
  }
}
