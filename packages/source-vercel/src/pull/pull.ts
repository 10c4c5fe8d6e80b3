import { idOfChange, type PullPage, type PullRequest, type SourceChange } from "@tributary/source";
import type { VercelContext } from "../context.ts";
import { OPEN_MAX, type PullCursor, type PullPosition, parseCursor } from "./cursor.ts";
import { CENSUS, listHints, parseHints } from "./hints.ts";
import type { List } from "./list.ts";
import { deploymentList } from "./list-deployments.ts";
import { openList } from "./list-open.ts";
import { namedProject, projectList } from "./list-projects.ts";

/**
 * How far a pull looks back behind the beginning of the last one, in milliseconds: a deployment gets its time a moment
 * before it can be listed, and Vercel's clock is read from a header that counts whole seconds.
 */
export const LOOK_BACK_MS = 60_000;

/** Most requests with one page, the last list's aside: what fails is asked for again from the page's beginning. */
const REQUESTS_MAX = 25;

/** Lists one page: everything, or what changed since the last pull began and what had not ended then. */
export async function pull(context: VercelContext, request: PullRequest): Promise<PullPage> {
  const { signal, changes } = request;
  signal?.throwIfAborted();
  const last = request.cursor === null ? null : parseCursor(request.cursor);
  const hints = changes === undefined ? undefined : parseHints(changes.references);
  if (
    last !== null &&
    last.since !== null &&
    last.config === context.fingerprint &&
    hints !== undefined &&
    hints !== CENSUS
  ) {
    const listed = await listHints(context, hints, signal);
    const open = [...new Set([...listed.open, ...last.open])].slice(0, OPEN_MAX);
    return {
      changes: listed.changes,
      cursor: JSON.stringify({ ...last, open }),
      hasMore: last.position !== null,
    };
  }
  return readOn(context, start(context, request, last, hints === CENSUS), signal);
}

type Going = PullCursor & { readonly position: PullPosition };

function start(context: VercelContext, { mode }: PullRequest, last: PullCursor | null, isAsked: boolean): Going {
  const isSame = last !== null && last.config === context.fingerprint;
  // A complete listing asked for while changes are listed takes their place: it lists them as well.
  if (isSame && last.position !== null && (!isAsked || last.position.full)) return { ...last, position: last.position };
  const since = isSame && mode === "incremental" ? last.since : null;
  const listedAt = isSame ? last.listedAt : null;
  // What is deleted, promoted or renamed leaves no trace in a list of what is new: now and then, everything is listed.
  const isDue = listedAt === null || context.now() - listedAt >= context.censusEveryMs;
  const full = since === null || isDue || isAsked;
  if (full && since !== null) {
    context.logger?.info({ team: context.config.team }, "Vercel: everything is listed again, to find what is gone.");
  }
  return {
    version: 1,
    config: context.fingerprint,
    since,
    listedAt,
    open: isSame ? last.open : [],
    position: { full, startedAt: null, list: 0, next: null, edge: [], open: [] },
  };
}

/** The lists of a pull, in order. */
function listsOf({ config }: VercelContext, { position, open }: Going): readonly List[] {
  const { projects, deployments = true } = config;
  const ofProjects = projects === undefined ? [projectList] : projects.map(namedProject);
  if (!deployments) return ofProjects;
  const ofDeployments =
    projects === undefined ? [deploymentList()] : projects.map((project) => deploymentList(project));
  if (!position.full) return [...ofProjects, ...ofDeployments, ...(open.length > 0 ? [openList(open)] : [])];
  // A project that was hidden while its deployments were listed would look empty: named ones are looked for again.
  return [...ofProjects, ...ofDeployments, ...(projects ?? []).map(namedAgain)];
}

const namedAgain = (name: string): List => ({
  name: "projects",
  async read(context, request) {
    const page = await namedProject(name).read(context, { ...request, full: false, since: Number.POSITIVE_INFINITY });
    return { ...page, changes: [] };
  },
});

/** Goes through the lists until a page is full: small and empty pages cost the host a step each. */
async function readOn(context: VercelContext, going: Going, signal: AbortSignal | undefined): Promise<PullPage> {
  const { full } = going.position;
  const lists = listsOf(context, going);
  const since = full || going.since === null ? 0 : going.since;
  let position = going.position;
  let requests = 0;
  const changes = new Map<string, SourceChange>();
  for (;;) {
    const list = lists[position.list];
    if (list === undefined) break;
    const page = await list.read(context, { full, since, next: position.next, edge: position.edge, signal });
    requests += page.requests;
    // Looked at twice, in the list of what is new and by itself: the later word counts.
    for (const change of page.changes) changes.set(idOfChange(change), change);
    const startedAt = position.startedAt ?? page.answeredAt;
    const open = [...new Set([...position.open, ...page.open])].slice(0, OPEN_MAX);
    position =
      page.next === null
        ? { full, startedAt, list: position.list + 1, next: null, edge: [], open }
        : { full, startedAt, list: position.list, next: page.next, edge: [...page.edge], open };
    const isFull = changes.size >= context.pageSize || requests >= REQUESTS_MAX;
    if (isFull && lists[position.list] !== undefined) {
      return { changes: [...changes.values()], cursor: JSON.stringify({ ...going, position }), hasMore: true };
    }
  }
  const ended: PullCursor = {
    ...going,
    since: (position.startedAt ?? context.now()) - LOOK_BACK_MS,
    listedAt: full ? context.now() : going.listedAt,
    open: position.open,
    position: null,
  };
  return {
    changes: [...changes.values()],
    cursor: JSON.stringify(ended),
    hasMore: false,
    ...(full && { complete: true as const }),
  };
}
