import type { ClassifiedResponse } from "../driver/classify.ts";
import { messageOf } from "../errors.ts";
import type { Kernel, SerializedError } from "../kernel.ts";
import type { QueueItem } from "../store/queue.ts";
import type { Egress } from "./egress.ts";
import { exchange, redact } from "./exchange.ts";
import { GatewayProblem } from "./gateway-problem.ts";
import type { GatewayRequest } from "./gateway-request.ts";
import { createHop } from "./hop.ts";

/** Makes the call a `step.fetch` or `step.ai.infer` waits for. Never rejects. */
export type GatewayCaller = (item: QueueItem) => Promise<ClassifiedResponse>;

/** Makes a caller. Its calls end early when `stopped` aborts or their run ends. */
export function createGatewayCaller(kernel: Kernel, egress: Egress, stopped: AbortSignal): GatewayCaller {
  const hop = createHop(egress);

  return async (item) => {
    const request = kernel.store.gatewayRequests.get(item.runId, item.stepId ?? "");
    // Its run has ended: the outcome is ignored.
    if (!request) return outcome({ name: "GatewayError", message: "The request is gone." }, undefined);
    const ended = new AbortController();
    const timeout = AbortSignal.timeout(egress.timeoutMs);
    const release = kernel.runEnds.onEnd(item.runId, () => ended.abort());
    try {
      const signal = AbortSignal.any([stopped, ended.signal, timeout]);
      const result = JSON.stringify({ data: await exchange(egress, hop, request, signal) });
      return { outcome: { kind: "fetched", value: result }, requestVersion: undefined };
    } catch (error) {
      return failureOf(request, egress, error, timeout.aborted);
    } finally {
      release();
    }
  };
}

function outcome(error: SerializedError, problem: GatewayProblem | undefined): ClassifiedResponse {
  if (problem?.kind === "final") return { outcome: { kind: "unfetchable", error }, requestVersion: undefined };
  return { outcome: { kind: "retry", error, retryAfter: problem?.retryAfter }, requestVersion: undefined };
}

function failureOf(request: GatewayRequest, egress: Egress, error: unknown, timedOut: boolean): ClassifiedResponse {
  const name = request.kind === "ai" ? "AIGatewayError" : "GatewayError";
  const { host } = new URL(request.url);
  const problem = error instanceof GatewayProblem ? error : undefined;
  const reason = timedOut
    ? `${host} gave no complete answer within ${egress.timeoutMs} ms (the option egress.timeoutMs).`
    : (problem?.message ?? `The call to ${host} failed: ${networkReason(error)}`);
  return outcome({ name, message: redact(reason, request.secret) }, problem);
}

/** The message of a failed connection; several addresses tried fail with one error that says nothing itself. */
function networkReason(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join("; ");
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? messageOf(error) : `${messageOf(error)} (${messageOf(cause)})`;
}
