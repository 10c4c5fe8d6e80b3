import type { PullPage, SourceChange } from "@tributary/source";
import type { LinearContext } from "../context.ts";
import type { KindName } from "../kinds/kind.ts";
import { kindNamed, kinds } from "../kinds/kinds.ts";
import { listByIds, listedAs } from "./changes.ts";

/** Most hints looked up one by one: with more, an ordinary pull costs less. */
export const HINTS_MAX = 250;

/** One thing to read again. */
export interface Hint {
  readonly kind: KindName;
  readonly id: string;
  /** Whether a signed delivery says that it was removed. */
  readonly removed: boolean;
}

/** A hint as text: `issue:<id>`, or `removed:issue:<id>`. */
export function formatHint({ kind, id, removed }: Hint): string {
  return `${removed ? "removed:" : ""}${kind}:${id}`;
}

/** Asks for an ordinary pull: what changed cannot be told one by one. */
export const EVERYTHING = "everything";

/** Reads hints; undefined when one of them asks for an ordinary pull, or is none of this source's. */
export function parseHints(references: readonly string[]): readonly Hint[] | undefined {
  const unique = [...new Set(references)];
  if (unique.length > HINTS_MAX) return undefined;
  const hints: Hint[] = [];
  for (const reference of unique) {
    const [, removed, name, id] = /^(removed:)?([a-z-]+):([\w-]{1,64})$/.exec(reference) ?? [];
    const kind = kinds.find((known) => known.name === name)?.name;
    if (kind === undefined || id === undefined) return undefined;
    hints.push({ kind, id, removed: removed !== undefined });
  }
  return hints;
}

/**
 * Lists what hints name, as it is now; the pull itself goes on from the same cursor. Something is deleted when it is in the
 * bin, or when a signed delivery says so and Linear does not answer with it any more.
 */
export async function pullHints(
  context: LinearContext,
  hints: readonly Hint[],
  position: Pick<PullPage, "cursor" | "hasMore">,
  signal: AbortSignal | undefined,
): Promise<PullPage> {
  const changes: SourceChange[] = [];
  for (const { name } of kinds) {
    const kind = kindNamed(context.config, name);
    const mine = hints.filter((hint) => hint.kind === name);
    if (kind === undefined || mine.length === 0) continue;
    const found = await listByIds(context, kind, [...new Set(mine.map(({ id }) => id))], signal);
    changes.push(...found.flatMap((raw) => listedAs(context, kind, raw, false)).map(({ change }) => change));
    const known = new Set(found.map(({ id }) => id));
    const gone = new Set(mine.filter(({ id, removed }) => removed && !known.has(id)).map(({ id }) => id));
    for (const id of gone) changes.push({ type: "delete", id: context.idOf(name, id) });
  }
  return { changes, ...position };
}
