import { byteLength, isRecord, stringOf } from "../../json.ts";
import { limits } from "../../limits.ts";
import { createEventStream } from "../../realtime/event-stream.ts";
import { publishBytes, publishStream, publishText } from "../../realtime/publish.ts";
import { reply, replyError } from "../reply.ts";
import { readJson } from "../request.ts";
import type { Route } from "../route.ts";

/** How long a subscription token can be used to connect, in milliseconds. */
const tokenLifeMs = 10 * 60_000;

function streamed(problem: string | undefined): Response {
  return problem === undefined ? reply(200, {}) : replyError(400, `the stream broke off: ${problem}`);
}

/** `/v1/realtime/…`: publishing, tokens, and listening by server-sent events. */
export const realtimeRoutes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/v1\/realtime\/publish$/,
    async handle({ kernel }, request) {
      const channel = request.query.get("channel") ?? "";
      const topics = request.query.getAll("topic").filter((topic) => topic !== "");
      if (channel === "" || topics.length === 0) return replyError(400, "publishing needs a channel and a topic");
      const destination = { channel, topics, runId: request.query.get("run_id") ?? undefined };
      if (request.header("content-type")?.startsWith("text/stream")) {
        return streamed(await publishStream(kernel, destination, request));
      }
      const text = await request.text();
      if (byteLength(text) > limits.realtimeMessageBytes) {
        return replyError(413, `a realtime message is at most ${limits.realtimeMessageBytes / 1024} kB`);
      }
      publishText(kernel, destination, text);
      return reply(200, {});
    },
  },
  {
    method: "POST",
    path: /^\/v1\/realtime\/publish\/tee$/,
    async handle({ kernel }, request) {
      const channel = request.query.get("channel") ?? "";
      if (channel === "") return replyError(400, "publishing needs a channel");
      return streamed(await publishBytes(kernel, channel, request));
    },
  },
  {
    method: "POST",
    path: /^\/v1\/realtime\/token$/,
    async handle({ kernel }, request) {
      const body = await readJson(request);
      const entries = Array.isArray(body) ? body.filter(isRecord) : [];
      const [channel, ...others] = new Set(entries.map((entry) => stringOf(entry.channel) ?? ""));
      const topics = entries.map((entry) => stringOf(entry.name) ?? "").filter((name) => name !== "");
      if (channel === undefined || channel === "" || others.length > 0 || topics.length === 0) {
        return replyError(400, "a subscription token is for the topics of one channel: [{ channel, name }, …]");
      }
      return reply(201, { jwt: kernel.tokens.issue({ kind: "subscribe", channel, topics }, tokenLifeMs) });
    },
  },
  {
    method: "GET",
    path: /^\/v1\/realtime\/sse$/,
    access: "token",
    handle({ kernel }, request) {
      const claims = kernel.tokens.read(request.query.get("token"));
      if (claims?.kind !== "subscribe") return replyError(401, "the subscription token is wrong or too old");
      const { channel, topics } = claims;
      return new Response(createEventStream(kernel.realtime, { channel, topics }), {
        status: 200,
        headers: {
          "content-type": "text/event-stream",
          "cache-control": "no-cache",
          // The token is the permission: pages of any origin may use one they were given.
          "access-control-allow-origin": "*",
          "x-inngest-server-kind": "dev",
        },
      });
    },
  },
];
