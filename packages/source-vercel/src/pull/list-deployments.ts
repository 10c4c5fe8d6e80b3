import type { SourceChange } from "@tributary/source";
import { deploymentListSchema, type ListedDeployment } from "../api/schemas.ts";
import type { VercelContext } from "../context.ts";
import { deploymentVersion, isDeleted, isOpen, stateOf } from "../documents/version.ts";
import { EDGE_MAX } from "./cursor.ts";
import { checkCount, checkNext, type List, type ListRequest } from "./list.ts";
import { earliest } from "./scope.ts";

/** Most deployments on a page (`limit` of GET /v6/deployments). */
const PAGE_SIZE = 100;

/** The deployments of the team, or of one project; the newest first. */
export const deploymentList = (project?: string): List => ({
  name: "deployments",
  async read(context, request) {
    const { full, next, signal } = request;
    const from = beginning(context, request);
    // More than one may have been created in the moment a page ends in, and `until` leaves that moment out.
    const until = typeof next === "number" ? next + 1 : (next ?? undefined);
    const ask = () =>
      context.client.get(
        {
          what: "the deployments",
          route: "/v6/deployments",
          query: { limit: PAGE_SIZE, projectId: project, since: from === undefined ? undefined : from - 1, until },
          schema: deploymentListSchema,
        },
        signal,
      );
    let { data, answeredAt } = await ask();
    let requests = 1;
    if (full && data.pagination.next === null) {
      // What is missing from a complete listing is deleted: its end is believed when it is said twice.
      const again = await ask();
      if (again.data.deployments.length >= data.deployments.length) data = again.data;
      requests += 1;
    }
    const { deployments, pagination } = data;
    checkCount("deployments", pagination, deployments.length);
    checkNext("deployments", pagination.next, next);
    const last = deployments.at(-1)?.created;
    const fresh = deployments.filter(({ uid }) => !request.edge.includes(uid));
    const kept = fresh.filter(({ created }) => from === undefined || created >= from);
    return {
      changes: kept.flatMap((deployment) => listedAs(context, deployment, !full)),
      open: openIn(kept, context.now()),
      next: pagination.next,
      edge: deployments
        .filter(({ created }) => created === last)
        .map(({ uid }) => uid)
        .slice(-EDGE_MAX),
      answeredAt,
      requests,
    };
  },
});

/** Ids of those that have not come to rest. */
export function openIn(deployments: readonly ListedDeployment[], now: number): readonly string[] {
  return deployments
    .filter((deployment) => !isDeleted({ ...deployment, state: stateOf(deployment) }) && isOpen(deployment, now))
    .map(({ uid }) => uid);
}

/** A deployment as a pull lists it: nothing for one that is deleted, unless deletions are listed. */
export function listedAs(
  context: VercelContext,
  deployment: ListedDeployment,
  withDeletions: boolean,
): readonly SourceChange[] {
  const id = context.idOf("deployment", deployment.uid);
  if (isDeleted({ ...deployment, state: stateOf(deployment) })) return withDeletions ? [{ type: "delete", id }] : [];
  const version = deploymentVersion(deployment, context.now());
  return [{ type: "reference", reference: { id, version, type: "deployment" } }];
}

/** The earliest creation to list, in milliseconds since the epoch; undefined for every one. */
function beginning(context: VercelContext, { full, since }: ListRequest): number | undefined {
  const configured = earliest(context);
  return full ? configured : Math.max(since, configured ?? 0);
}
