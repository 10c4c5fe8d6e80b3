import { byteLength } from "../json.ts";
import type { SerializedError } from "../kernel.ts";
import { limits } from "../limits.ts";
import { type Operation, readError, readOperation } from "./operation.ts";
import type { SdkResponse } from "./sdk-handler.ts";

/** What an answer of the SDK means. */
export type CallOutcome =
  | { readonly kind: "completed"; readonly output: string }
  | { readonly kind: "operations"; readonly operations: readonly Operation[]; readonly retryAfter: string | undefined }
  /** Final: a retry would not help. */
  | { readonly kind: "failed"; readonly error: SerializedError }
  /** A call to the outside: the JSON of `{ data }`, or an error another attempt would not change. */
  | { readonly kind: "fetched"; readonly value: string }
  | { readonly kind: "unfetchable"; readonly error: SerializedError }
  | { readonly kind: "retry"; readonly error: SerializedError; readonly retryAfter: string | undefined };

/** An outcome with the request version the SDK chose, where it named one. */
export interface ClassifiedResponse {
  readonly outcome: CallOutcome;
  readonly requestVersion: number | undefined;
}

/** Reads an answer by its status, headers and body. Never throws: what cannot be read is a failure with a reason. */
export function classifyResponse(response: SdkResponse): ClassifiedResponse {
  const version = Number(response.headers["x-inngest-req-version"]);
  return {
    outcome: outcomeOf(response),
    requestVersion: Number.isInteger(version) && version > 0 ? version : undefined,
  };
}

function failure(name: string, message: string): CallOutcome {
  return { kind: "failed", error: { name, message } };
}

function outcomeOf({ status, headers, body }: SdkResponse): CallOutcome {
  const retryAfter = headers["retry-after"];
  if (headers["x-inngest-sdk"] === undefined) {
    const message = `The answer (status ${status}) did not come from the Inngest SDK.`;
    return { kind: "retry", error: { name: "Error", message }, retryAfter };
  }
  // JSON.stringify gives undefined for a function's result that JSON cannot hold, a bigint for one.
  if (typeof body !== "string") return failure("OutputError", "The function returned a value that is not JSON.");
  if (byteLength(body) > limits.responseBytes) {
    return failure("LimitError", `The function's answer exceeds ${limits.responseBytes / 1024 / 1024} MB.`);
  }
  const parsed = parseJson(body);
  if (parsed === undefined && (status === 200 || status === 206)) {
    return failure("OutputError", `The function's answer is not JSON: ${body.slice(0, 100)}`);
  }
  if (status === 200) return { kind: "completed", output: body };
  if (status === 206) return operationsOf(parsed?.value, retryAfter);
  const error = readError(parsed?.value ?? `The function answered with status ${status}.`);
  if (headers["x-inngest-no-retry"] === "true" || status === 400) return { kind: "failed", error };
  return { kind: "retry", error, retryAfter };
}

function operationsOf(value: unknown, retryAfter: string | undefined): CallOutcome {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const operations = list.map(readOperation);
  if (operations.includes(undefined)) {
    return failure("ProtocolError", "The SDK reported an operation the engine cannot read.");
  }
  return { kind: "operations", operations: operations.filter((operation) => operation !== undefined), retryAfter };
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
