import { replyError } from "../http/reply.ts";
import { isRecord, numberOf, stringOf } from "../json.ts";
import type { Kernel } from "../kernel.ts";
import type { RunRow } from "../store/runs.ts";

/** How long a request for the output of a run that is not over is kept waiting, in milliseconds. */
const pollMs = 4 * 60_000;
/** Headers that described how the stored answer travelled. */
const transportHeaders: readonly string[] = ["content-length", "content-encoding", "transfer-encoding", "connection"];

/** Answers with what a durable endpoint returned, as soon as its run is over; 504 when that takes too long to wait. */
export async function endpointOutput(kernel: Kernel, runId: string, gone: AbortSignal): Promise<Response> {
  await ended(kernel, runId, gone);
  const run = kernel.store.runs.get(runId);
  if (!run) return replyError(404, `There is no run "${runId}".`);
  if (run.endedAt === null) return replyError(504, "The run is not over yet; ask again.");
  return run.status === "completed" ? completed(run) : replyError(500, reasonOf(run));
}

function completed({ output }: RunRow): Response {
  const value: unknown = JSON.parse(output ?? "null");
  const status = isRecord(value) ? numberOf(value.status) : undefined;
  const headers = new Headers({ "content-type": "application/json", "access-control-allow-origin": "*" });
  if (!isRecord(value) || status === undefined || status < 200 || status > 599) {
    return new Response(output, { status: 200, headers });
  }
  for (const [name, header] of Object.entries(isRecord(value.headers) ? value.headers : {})) {
    if (typeof header === "string" && !transportHeaders.includes(name.toLowerCase())) headers.set(name, header);
  }
  const body = [204, 205, 304].includes(status) ? null : (stringOf(value.body) ?? JSON.stringify(value.body ?? null));
  return new Response(body, { status, headers });
}

function reasonOf({ status, error }: RunRow): string {
  const value: unknown = JSON.parse(error ?? "null");
  return (isRecord(value) ? stringOf(value.message) : undefined) ?? `The run is ${status}.`;
}

function ended(kernel: Kernel, runId: string, gone: AbortSignal): Promise<void> {
  const run = kernel.store.runs.get(runId);
  if (!run || run.endedAt !== null || gone.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      cancelTimer();
      cancelWait();
      gone.removeEventListener("abort", finish);
      resolve();
    };
    const cancelTimer = kernel.clock.setTimer(finish, pollMs);
    const cancelWait = kernel.runEnds.onEnd(runId, finish);
    gone.addEventListener("abort", finish, { once: true });
  });
}
