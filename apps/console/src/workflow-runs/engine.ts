import { ApiError } from "../error-answers.ts";
import type { Runtime } from "../runtime.ts";
import { DEFAULT_WORKSPACE } from "../stores.ts";

/** Throws 404 for all workspaces but that of this machine's owner: what the engine runs is of all of them. */
export function requireOwner(workspaceId: string): void {
  if (workspaceId === DEFAULT_WORKSPACE.id) return;
  throw new ApiError(404, "not-found", "Only the workspace of this machine's owner can look into the engine.");
}

/**
 * Asks the embedded engine's API. Throws ApiError: 404 where an Inngest server runs the workflows, 503 while the engine
 * cannot be reached, and the engine's own refusal with its reason.
 */
export async function askEngine(
  { workflows, services }: Pick<Runtime, "workflows" | "services">,
  path: string,
  init?: RequestInit,
): Promise<Response> {
  if (!workflows.request) {
    throw new ApiError(404, "not-found", "An Inngest server runs the workflows: look at them in its own dashboard.");
  }
  let answer: Response;
  try {
    answer = await workflows.request(path, init);
  } catch (error) {
    services.logger.error({ error }, "the workflow engine did not answer");
    throw new ApiError(503, "unavailable", "The workflow engine cannot be reached at the moment: try again.");
  }
  if (answer.ok) return answer;
  const { error = "The request cannot be answered." } = (await answer.json()) as { error?: string };
  if (answer.status === 404) throw new ApiError(404, "not-found", error);
  if (answer.status === 409) throw new ApiError(409, "refused", error);
  throw new ApiError(400, "invalid-request", error);
}
