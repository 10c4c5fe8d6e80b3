import { EmbeddedInngestError } from "../../errors.ts";
import { isRecord, stringOf } from "../../json.ts";
import { type RerunFromStep, rerun } from "../../ops/rerun.ts";
import { reply, replyError } from "../reply.ts";
import { readJson } from "../request.ts";
import type { Route } from "../route.ts";

const statuses: Readonly<Record<string, number>> = { "not-found": 404, refused: 409 };

/** Answers with what `work` returns, or with the reason it throws. */
async function answer(work: () => unknown): Promise<Response> {
  try {
    return reply(200, { data: await work() });
  } catch (error) {
    if (!(error instanceof EmbeddedInngestError)) throw error;
    return replyError(statuses[error.code] ?? 400, error.message);
  }
}

/** The step to begin with; undefined when the body names none, null when it cannot be read. */
function readFromStep(body: unknown): RerunFromStep | undefined | null {
  const fromStep = isRecord(body) ? body.fromStep : undefined;
  if (fromStep === undefined || fromStep === null) return undefined;
  const stepId = isRecord(fromStep) ? stringOf(fromStep.stepId) : undefined;
  if (!isRecord(fromStep) || stepId === undefined) return null;
  // What is no list is refused where the step is known.
  return fromStep.input === undefined ? { stepId } : { stepId, input: fromStep.input as readonly unknown[] };
}

/**
 * What people do by hand: `POST /v1/runs/:run/rerun {fromStep?: {stepId, input?}}` and
 * `POST /v1/functions/:slug/pause` and `/resume`.
 */
export const manualRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/v1\/runs\/([^/]+)\/rerun$/,
    async handle({ kernel }, request, [runId = ""]) {
      const fromStep = readFromStep(await readJson(request));
      if (fromStep === null) return replyError(400, 'fromStep must be an object with "stepId", a text.');
      const options = fromStep === undefined ? {} : { fromStep };
      return answer(() => {
        const newRunId = kernel.transact((transaction) => rerun(kernel, transaction, runId, options));
        return { run_id: newRunId, original_run_id: runId };
      });
    },
  },
  {
    method: "POST",
    path: /^\/v1\/functions\/([^/]+)\/pause$/,
    handle: ({ kernel }, _request, [slug = ""]) =>
      answer(() => {
        kernel.transact((transaction) => kernel.paused.pause(transaction, slug));
        return { slug, paused: true };
      }),
  },
  {
    method: "POST",
    path: /^\/v1\/functions\/([^/]+)\/resume$/,
    handle: ({ kernel }, _request, [slug = ""]) =>
      answer(() => {
        const ended = kernel.transact((transaction) => kernel.paused.resume(transaction, slug));
        return { slug, paused: false, skipped: ended?.skipped ?? 0 };
      }),
  },
];
