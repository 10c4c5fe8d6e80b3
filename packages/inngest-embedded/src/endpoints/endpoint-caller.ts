import { type ClassifiedResponse, classifyResponse } from "../driver/classify.ts";
import { needsSignature } from "../driver/http-handler.ts";
import type { SdkResponse } from "../driver/sdk-handler.ts";
import { canonicalJson, isSigned, keysOf, type SigningKeys, sign } from "../driver/signing.ts";
import { messageOf } from "../errors.ts";
import { resolveEgress } from "../gateway/egress.ts";
import { createHop } from "../gateway/hop.ts";
import type { Kernel } from "../kernel.ts";
import { limits } from "../limits.ts";
import type { QueueItem } from "../store/queue.ts";
import { type EndpointRequest, readEndpointRequest } from "./endpoint-request.ts";

/** Calls a durable endpoint again so that it goes on where its run was. Never rejects. */
export type EndpointCaller = (item: QueueItem) => Promise<ClassifiedResponse>;

const bodiless: readonly string[] = ["GET", "HEAD"];
/** The methods whose body the SDK signs; with the others it takes it for empty. */
const signed: readonly string[] = ["POST", "PUT"];
const unauthorized = 401;

/** The request a run began with; undefined for a run of a function. */
export function endpointRequestOf(kernel: Kernel, runId: string): EndpointRequest | undefined {
  const [body = "{}"] = kernel.store.events.bodies(kernel.store.runs.eventIds(runId).slice(0, 1));
  return readEndpointRequest((JSON.parse(body) as { readonly data?: unknown }).data);
}

/** Makes a caller, which repeats the first request with headers that tell the SDK to go on; it asks for its state by itself. */
export function createEndpointCaller(
  kernel: Kernel,
  signing: SigningKeys | undefined,
  stopped: AbortSignal,
): EndpointCaller {
  // Which origins are called was decided when the run began.
  const hop = createHop({ ...resolveEgress({ allow: [], allowPrivate: true }), maxBytes: 2 * limits.responseBytes });

  async function send(item: QueueItem, request: EndpointRequest, key: string | undefined): Promise<SdkResponse> {
    const { method, url, contentType } = request;
    const body = bodiless.includes(method) || request.body === "" ? undefined : request.body;
    const headers = {
      ...(contentType === "" ? {} : { "content-type": contentType }),
      ...callHeaders(kernel, item),
      "x-inngest-signature": key === undefined ? "" : sign(textToSign(request), key),
      "x-inngest-server-kind": key === undefined ? "dev" : "cloud",
    };
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(limits.callMs)]);
    const answer = await hop({ url, method, headers, body }, signal);
    return { status: answer.status, headers: answer.headers, body: answer.body.toString("utf8") };
  }

  return async (item) => {
    try {
      const request = endpointRequestOf(kernel, item.runId);
      if (!request) throw new Error("the request of this run cannot be read");
      let answer = await send(item, request, signing?.current);
      for (const key of signing ? keysOf(signing).slice(1) : []) {
        // While keys are changed the app may know only the old one.
        if (answer.status === unauthorized) answer = await send(item, request, key);
      }
      if (signing && needsSignature(answer) && !isSigned(answer.body, answer.headers["x-inngest-signature"], signing)) {
        throw new Error("its answer is not signed with this engine's signing key");
      }
      return classifyResponse(answer);
    } catch (error) {
      const message = `The endpoint cannot be called: ${messageOf(error)}.`;
      return {
        outcome: { kind: "retry", error: { name: "Error", message }, retryAfter: undefined },
        requestVersion: undefined,
      };
    }
  };
}

/** The SDK checks the signature over the body as it reads it: as JSON, in canonical form. */
function textToSign({ method, body }: EndpointRequest): string {
  if (!signed.includes(method)) return "";
  try {
    return canonicalJson(JSON.parse(body));
  } catch {
    return body;
  }
}

function callHeaders(kernel: Kernel, item: QueueItem): Record<string, string> {
  const run = kernel.store.runs.get(item.runId);
  const requestId = `${item.runId}.${item.itemId}.${item.generation}`;
  const mustPlan = run?.forcePlan === 1 || kernel.store.steps.hasOpen(item.runId);
  return {
    "x-run-id": item.runId,
    "x-request-id": requestId,
    "x-inngest-generation-id": String(item.generation),
    "x-inngest-job-id": requestId,
    "x-inngest-req-version": String(run?.requestVersion ?? 2),
    "x-inngest-step-id": item.kind === "step" && item.stepId !== null ? item.stepId : "step",
    "x-inngest-force-step-plan": String(mustPlan),
  };
}
