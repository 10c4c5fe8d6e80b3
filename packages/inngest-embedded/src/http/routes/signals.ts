import { byteLength, isRecord, stringOf } from "../../json.ts";
import { limits } from "../../limits.ts";
import { sendSignal } from "../../ops/signals.ts";
import { reply, replyError } from "../reply.ts";
import { readJson } from "../request.ts";
import type { Route } from "../route.ts";

/** `POST /v1/signals {signal, data}`: ends the wait of the one step that waits for the signal. */
export const signalRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/v1\/signals$/,
    async handle({ kernel }, request) {
      const body = await readJson(request);
      const signal = isRecord(body) ? stringOf(body.signal) : undefined;
      if (!isRecord(body) || signal === undefined || signal === "") {
        return replyError(400, 'The body must be a JSON object with "signal", a text, and "data".');
      }
      // Refused here, because beyond it the result would fail the run that waits and not the one who sends.
      if (byteLength(JSON.stringify(body.data ?? null)) > limits.signalBytes) {
        return replyError(400, `The data of signal "${signal}" exceeds 512 kB. Send a reference instead.`);
      }
      const runId = await kernel.submit((transaction) => sendSignal(kernel, transaction, signal, body.data));
      if (runId === undefined) return replyError(404, `No run waits for signal "${signal}".`);
      return reply(200, { data: { run_id: runId } });
    },
  },
];
