import { documents, sources } from "@tributary/database";
import type { Services } from "../../../services.ts";
import { type Reread, reread } from "./reread.ts";

/** States a build ends in, as documents have them. */
const ENDED: ReadonlySet<string> = new Set(["ready", "error", "canceled"]);

/** How long after its end a build's log may still grow, in milliseconds; a little more than the source allows for. */
const WHOLE_AFTER_MS = 125_000;

/** What looking at a deployment came to. */
export interface ReadDeployment extends Pick<Reread, "index" | "gone" | "sync"> {
  /** Null when nothing is kept of it. */
  readonly documentId: string | null;
  readonly state: string | null;
  readonly ended: boolean;
  /** Seconds until its log is whole, for one whose build ended just now and was not known to have; 0 otherwise. */
  readonly wholeInSeconds: number;
}

/** Reads a deployment as it is now and stores what changed of it. */
export async function readDeployment(
  services: Services,
  input: { readonly workspaceId: string; readonly sourceId: string; readonly deploymentId: string },
): Promise<ReadDeployment> {
  const { workspaceId, sourceId, deploymentId } = input;
  const { index, gone, sync } = await reread(services, {
    ...{ workspaceId, sourceId, references: [`deployment:${deploymentId}`], label: "deployment.processor" },
    only: (id) => id.endsWith(`:deployment:${deploymentId}`),
  });
  const nothing = { index, gone, sync, documentId: null, state: null, ended: false, wholeInSeconds: 0 };
  const source = await sources.get(services.database, workspaceId, sourceId);
  if (!source || gone.length > 0) return nothing;
  const documentId = `vercel:${source.config.team}:deployment:${deploymentId}`;
  const held = await documents.get(services.database, workspaceId, documentId);
  if (!held || held.status === "deleting") return nothing;
  const { state = null, updatedAt } = held.document;
  const ended = state !== null && ENDED.has(state);
  // Whoever stored its end waits for the rest of its log: one run does, and not one for every webhook about it.
  const left = ended && index.length > 0 ? Date.parse(updatedAt ?? "") + WHOLE_AFTER_MS - Date.now() : 0;
  return { ...nothing, documentId, state, ended, wholeInSeconds: left > 0 ? Math.ceil(left / 1_000) : 0 };
}
