import type { Exchange } from "./exchange.ts";
import type { HttpService } from "./http-service.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { ServiceError } from "./service-error.ts";
import { causeWithoutSecrets, withoutSecrets } from "./without-secrets.ts";

/** The typed error of a call that failed, from what came back over HTTP and what the SDK threw, without these secrets. */
export function errorOfExchange<Code extends string>(
  service: HttpService<Code>,
  action: string,
  exchange: Exchange,
  thrown: unknown,
  { secrets, now }: { readonly secrets: readonly string[]; readonly now: () => number },
): ServiceError {
  const { status, failure } = exchange;
  const about = `${service.name}: ${action}`;
  if (failure !== undefined) {
    const details = { status, cause: causeWithoutSecrets(failure, secrets) };
    const timedOut = failure instanceof Error && failure.name === "TimeoutError";
    if (timedOut) return service.createError("timeout", `${about} had no answer in time.`, details);
    const message = `${about} got no answer that can be read: ${reasonOf(failure, secrets)}.`;
    return service.createError("unavailable", message, details);
  }
  if (status !== undefined && (status < 200 || status >= 300)) {
    const problem = service.readProblem(withoutSecrets(exchange.text ?? "", secrets), status);
    const code =
      problem.code ?? service.codesByStatus.get(status) ?? (status >= 500 ? "unavailable" : "invalid-request");
    const waitMs = service.readRetryAfter?.(exchange, now) ?? retryAfterMs(exchange.headers, now);
    const message = `${about} failed (HTTP ${status}): ${problem.reason || "no reason given"}`;
    return service.createError(code, message, { status, retryAfterMs: waitMs });
  }
  const cause = causeWithoutSecrets(thrown, secrets);
  if (status === undefined) {
    const message = `${about} was refused by its SDK: ${reasonOf(thrown, secrets)}`;
    return service.createError("invalid-request", message, { cause });
  }
  // A success whose body broke off or was no JSON.
  const message = `${about} got an answer that cannot be read: ${reasonOf(thrown, secrets)}`;
  return service.createError("unavailable", message, { status, cause });
}

function reasonOf(error: unknown, secrets: readonly string[]): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
  const reason = error instanceof Error ? `${error.message}${cause}` : String(error);
  return withoutSecrets(reason, secrets).slice(0, 300);
}
