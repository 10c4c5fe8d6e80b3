import { messageOf } from "../errors.ts";
import { reply, replyError } from "./reply.ts";
import { type EngineRequest, readRequest } from "./request.ts";
import type { Route, RouteContext } from "./route.ts";
import { checkpointRoutes } from "./routes/checkpoints.ts";
import { eventRoutes } from "./routes/events.ts";
import { runStateRoutes } from "./routes/run-state.ts";

type Fetch = typeof globalThis.fetch;

/** Every endpoint, the most asked for first. */
const routes: readonly Route[] = [...checkpointRoutes, ...eventRoutes, ...runStateRoutes];

/** What the router needs besides the routes' own context. */
export interface RouterOptions extends RouteContext {
  /** A path only this engine answers, by which a client is known to use it. */
  readonly ownPath: string;
}

/** Makes the `fetch` of the Inngest client: answers every call the SDK makes to its server, in this process. */
export function createFetch(options: RouterOptions): Fetch {
  return async (input, init) => {
    const request = readRequest(input, init);
    if (request.path === options.ownPath) return reply(200, undefined);
    try {
      return await route(options, request);
    } catch (error) {
      options.kernel.logger.error("A request to the engine failed.", {
        path: request.path,
        reason: messageOf(error),
      });
      return replyError(500, messageOf(error));
    }
  };
}

async function route(context: RouteContext, request: EngineRequest): Promise<Response> {
  const { method, path } = request;
  const isOpen = context.isOpen();
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (!match || (!isOpen && !route.whenStopped)) continue;
    return route.handle(context, request, match.slice(1).map(decodeURIComponent));
  }
  if (!isOpen) return replyError(503, "The embedded engine has stopped.");
  return replyError(501, `${method} ${path} is not supported by this version of the embedded engine.`);
}
