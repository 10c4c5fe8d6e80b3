import { createHash } from "node:crypto";
import type { ListedDeployment, Project } from "../api/schemas.ts";

/** States in which nothing about a build changes any more (readyState of Vercel's schema). */
const ENDED: ReadonlySet<string> = new Set(["READY", "ERROR", "CANCELED", "DELETED"]);

/** How long after its creation a deployment is looked at again for checks and addresses still to come, in milliseconds. */
const SETTLING_MS = 3_600_000;

/** How long after its end the last lines of a log may still come in, in milliseconds. */
const FRESH_MS = 120_000;

/** How long a deployment that does not end is looked at again, in milliseconds; afterwards complete listings do. */
const OPEN_MAX_MS = 7 * 86_400_000;

/** Names of a project's environment variables with where they apply; null when they may not be read. */
export interface EnvironmentName {
  readonly name: string;
  /** `production`, `preview`, `development`, or a branch of previews. */
  readonly targets: readonly string[];
}

/** State of a deployment in a list, which has it under two names. */
export function stateOf({ readyState, state }: Pick<ListedDeployment, "readyState" | "state">): string {
  return readyState ?? state ?? "UNKNOWN";
}

/** Whether a state is one a build ends in. */
export function isEnded(state: string): boolean {
  return ENDED.has(state);
}

/** Whether a deployment was deleted; Vercel keeps listing some that were. */
export function isDeleted(
  deployment: Pick<ListedDeployment, "deleted" | "softDeletedByRetention"> & { state: string },
) {
  return deployment.state === "DELETED" || deployment.deleted != null || deployment.softDeletedByRetention === true;
}

/** Whether the next pull must look at a deployment again whatever its age in the list. */
export function isOpen(deployment: ListedDeployment, now: number): boolean {
  const age = now - deployment.created;
  const state = stateOf(deployment);
  if (!isEnded(state)) return age < OPEN_MAX_MS;
  if (isFresh(deployment, now)) return true;
  if (state !== "READY" || age >= SETTLING_MS) return false;
  const { checksState, aliasAssigned } = deployment;
  return checksState === "registered" || checksState === "running" || !aliasAssigned;
}

/**
 * The version of a deployment: its state, and a hash of everything else about it that changes. One that has just ended has
 * a version of its own, so that it is read once more when its log is whole.
 */
export function deploymentVersion(deployment: ListedDeployment, now: number): string {
  const { readySubstate, target, ready, aliasAssigned, checksState, checksConclusion } = deployment;
  const parts = [readySubstate, target, ready, Boolean(aliasAssigned), checksState, checksConclusion];
  const fresh = isFresh(deployment, now) ? "-fresh" : "";
  return `${stateOf(deployment).slice(0, 40)}-${hash(parts.map((part) => part ?? null))}${fresh}`;
}

function isFresh(deployment: ListedDeployment, now: number): boolean {
  return isEnded(stateOf(deployment)) && deployment.ready != null && now - deployment.ready < FRESH_MS;
}

/**
 * The version of a project: a hash of what its document says. Its `updatedAt` is left out: deployments touch it without
 * changing anything that is read.
 */
export function projectVersion(project: Project, names: readonly EnvironmentName[] | null): string {
  const { updatedAt: _time, targets, ...rest } = project;
  const entries = Object.entries(rest).sort(([one], [other]) => (one < other ? -1 : 1));
  return hash([entries, [...(targets?.production?.alias ?? [])].sort(), names]);
}

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
