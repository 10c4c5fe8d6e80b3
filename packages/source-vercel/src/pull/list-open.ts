import type { SourceChange } from "@tributary/source";
import { isGone, isUnreadable } from "../api/failure.ts";
import { type Deployment, deploymentSchema, type ListedDeployment } from "../api/schemas.ts";
import type { Kind, VercelContext } from "../context.ts";
import type { List } from "./list.ts";
import { listedAs, openIn } from "./list-deployments.ts";
import { isRead } from "./scope.ts";

/** Deployments looked at with one page: each is a request. */
const PAGE_SIZE = 20;

/** The deployments that had not ended when the last pull saw them, one by one: no list says what changed since. */
export const openList = (ids: readonly string[]): List => ({
  name: "unfinished deployments",
  async read(context, { next, signal }) {
    const start = typeof next === "number" ? next : 0;
    const changes: SourceChange[] = [];
    const open: string[] = [];
    let answeredAt = context.now();
    for (const id of ids.slice(start, start + PAGE_SIZE)) {
      const found = await lookAt(context, id, signal);
      changes.push(...found.changes);
      open.push(...found.open);
      answeredAt = found.answeredAt;
    }
    const end = start + PAGE_SIZE;
    const page = { changes, open, edge: [], answeredAt, requests: changes.length };
    return { ...page, next: end < ids.length ? end : null };
  },
});

/** One deployment as it is now; deleted when Vercel itself says that it is not there. */
export async function lookAt(context: VercelContext, id: string, signal: AbortSignal | undefined) {
  try {
    const { data, answeredAt } = await readDeployment(context, id, signal);
    if (!isRead(context, data)) return { changes: [], open: [], answeredAt };
    const listed = asListed(data);
    return { changes: listedAs(context, listed, true), open: openIn([listed], context.now()), answeredAt };
  } catch (error) {
    const answeredAt = context.now();
    if (isUnreadable(error)) return { changes: [unreadable(context, "deployment", id)], open: [id], answeredAt };
    if (!isGone(error)) throw error;
    const change: SourceChange = { type: "delete", id: context.idOf("deployment", id) };
    return { changes: [change], open: [], answeredAt };
  }
}

/** A thing that cannot be read, left to fetching: what is wrong with it is then its own failure and not the pull's. */
export function unreadable(context: VercelContext, kind: Kind, id: string): SourceChange {
  return { type: "reference", reference: { id: context.idOf(kind, id), version: "unreadable", type: kind } };
}

/** A deployment by itself. */
export function readDeployment(context: VercelContext, id: string, signal: AbortSignal | undefined) {
  return context.client.get(
    { what: "a deployment", route: "/v13/deployments/{}", ids: [id], schema: deploymentSchema },
    signal,
  );
}

/** A deployment in the form a list has it. */
export function asListed(deployment: Deployment): ListedDeployment {
  const { id, createdAt, ...rest } = deployment;
  return { ...rest, uid: id, created: createdAt };
}
