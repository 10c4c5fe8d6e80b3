import { hash } from "node:crypto";
import type { SpanPlace, Tracing } from "@tributary/vendor-observability";
import { Middleware } from "inngest";
import { noTracing } from "./no-tracing.ts";

/** Characters of a ULID that are its time, and what they count in. */
const TIME_LENGTH = 10;
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * Middleware that traces runs: one span a run, within it one a call of the engine, within those one a step. Every call of
 * a run knows its trace by the run's id, whichever process takes it. None where nothing is traced.
 */
export function traceWorkflows(tracing: Tracing): Middleware.Class[] {
  if (tracing === noTracing) return [];
  return [
    class extends Middleware.BaseMiddleware {
      readonly id = "tributary:tracing";

      override wrapRequest({ fn, next, runId }: Middleware.WrapRequestArgs): Promise<Middleware.Response> {
        // Registration and inspection are no runs.
        if (!fn || !runId) return next();
        const attributes = { "workflow.id": fn.id(), "workflow.run": runId };
        return tracing.run(`call ${fn.id()}`, { attributes, parent: placeOf(runId) }, () => next());
      }

      override wrapStepHandler({ next, stepInfo }: Middleware.WrapStepHandlerArgs): Promise<unknown> {
        const { id } = stepInfo.options;
        return tracing.run(`step ${id}`, { attributes: { "step.type": String(stepInfo.stepType) } }, () => next());
      }

      override onRunComplete({ ctx, fn }: Middleware.OnRunCompleteArgs): void {
        recordRun(tracing, { id: fn.id(), runId: ctx.runId, failed: false });
      }

      override onRunError({ ctx, fn, isFinalAttempt }: Middleware.OnRunErrorArgs): void {
        if (isFinalAttempt) recordRun(tracing, { id: fn.id(), runId: ctx.runId, failed: true });
      }
    },
  ];
}

function recordRun(tracing: Tracing, { id, runId, failed }: { id: string; runId: string; failed: boolean }): void {
  const until = Date.now();
  tracing.record(`run ${id}`, {
    ...{ place: placeOf(runId), until, failed },
    from: Math.min(startOf(runId) ?? until, until),
    attributes: { "workflow.id": id, "workflow.run": runId },
  });
}

/** Where the span of a run is: the same for all that know the run's id. */
function placeOf(runId: string): SpanPlace {
  const digits = hash("sha256", runId);
  return { traceId: digits.slice(0, 32), spanId: digits.slice(32, 48) };
}

/** When a run was made, in milliseconds since the epoch: its id is a ULID. Undefined for another kind of id. */
function startOf(runId: string): number | undefined {
  const places = [...runId.slice(0, TIME_LENGTH)].map((letter) => alphabet.indexOf(letter));
  if (runId.length !== 26 || places.includes(-1)) return undefined;
  return places.reduce((sum, place) => sum * alphabet.length + place, 0);
}
