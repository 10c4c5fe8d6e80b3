import { messageOf } from "../errors.ts";
import { ingest } from "../events/ingest.ts";
import type { Kernel } from "../kernel.ts";
import { checkpoint, type LeasedCalls } from "../ops/checkpoint.ts";

type Fetch = typeof globalThis.fetch;

interface EngineRequest {
  readonly method: string;
  readonly path: string;
  readonly text: () => Promise<string>;
  readonly header: (name: string) => string | null;
}

const eventPath = /^\/e\/[^/]+$/;
const checkpointPath = /^\/v1\/checkpoint\/([^/]+)\/async$/;
const statePath = /^\/v0\/runs\/([^/]+)\/(batch|actions)$/;

function reply(status: number, body: unknown): Response {
  const headers = { "content-type": "application/json", "x-inngest-server-kind": "dev" };
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
}

/** What the router needs besides the kernel. */
export interface RouterOptions {
  readonly calls: LeasedCalls;
  readonly isOpen: () => boolean;
  /** A path only this engine answers, by which a client is known to use it. */
  readonly ownPath: string;
}

/** Makes the `fetch` of the Inngest client: answers every call the SDK makes to its server, in this process. */
export function createFetch(kernel: Kernel, options: RouterOptions): Fetch {
  return async (input, init) => {
    const request = readRequest(input, init);
    if (request.path === options.ownPath) return reply(200, undefined);
    try {
      return await route(kernel, options.calls, options.isOpen(), request);
    } catch (error) {
      kernel.logger.error("A request to the engine failed.", { path: request.path, reason: messageOf(error) });
      return reply(500, { error: messageOf(error), status: 500 });
    }
  };
}

function readRequest(input: Parameters<Fetch>[0], init: Parameters<Fetch>[1]): EngineRequest {
  // The SDK passes text and plain headers; building a Request of them only to read it again costs more than the rest.
  const isPlain = typeof input === "string" || input instanceof URL;
  if (isPlain && (init?.body === undefined || typeof init.body === "string")) {
    const { body = "" } = init ?? {};
    const headers = new Headers(init?.headers);
    return {
      method: init?.method ?? "GET",
      path: (typeof input === "string" ? new URL(input) : input).pathname,
      text: async () => String(body),
      header: (name) => headers.get(name),
    };
  }
  const request = new Request(input, init);
  return {
    method: request.method,
    path: new URL(request.url).pathname,
    text: () => request.text(),
    header: (name) => request.headers.get(name),
  };
}

async function route(kernel: Kernel, calls: LeasedCalls, isOpen: boolean, request: EngineRequest): Promise<Response> {
  const { method, path } = request;
  const checkpointed = method === "POST" ? checkpointPath.exec(path) : null;
  if (checkpointed) {
    if (!isOpen) return reply(409, { error: "the engine has stopped", status: 409 });
    const verdict = await checkpoint(kernel, decodeURIComponent(checkpointed[1] ?? ""), await readJson(request), calls);
    if (verdict === "saved") return reply(200, undefined);
    const status = verdict === "stale" ? 409 : 400;
    return reply(status, { error: `checkpoint is ${verdict}`, status });
  }
  if (!isOpen) return reply(503, { error: "The embedded engine has stopped.", status: 503 });
  if (method === "POST" && eventPath.test(path)) {
    const ingested = await ingest(kernel, await readJson(request), request.header("x-inngest-event-id-seed"));
    if ("ids" in ingested) return reply(200, { ids: ingested.ids, status: 200 });
    return reply(400, { ids: [], status: 400, error: ingested.problem });
  }
  const state = method === "GET" ? statePath.exec(path) : null;
  if (state) return replyState(kernel, decodeURIComponent(state[1] ?? ""), state[2] === "batch");
  const error = `${method} ${path} is not supported by this version of the embedded engine.`;
  return reply(501, { error, status: 501 });
}

async function readJson(request: EngineRequest): Promise<unknown> {
  try {
    return JSON.parse(await request.text());
  } catch {
    return undefined;
  }
}

function replyState(kernel: Kernel, runId: string, wantsEvents: boolean): Response {
  const run = kernel.store.runs.get(runId);
  if (!run) return reply(404, { error: `There is no run "${runId}".`, status: 404 });
  if (wantsEvents) {
    const bodies = kernel.store.events.bodies(kernel.store.runs.eventIds(runId));
    return reply(
      200,
      bodies.map((body) => JSON.parse(body) as unknown),
    );
  }
  const memo = kernel.store.steps.memo(runId, run.stepCount);
  return reply(200, Object.fromEntries(memo.map(({ stepId, value }) => [stepId, JSON.parse(value) as unknown])));
}
