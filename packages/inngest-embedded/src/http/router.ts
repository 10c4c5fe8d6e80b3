import { messageOf } from "../errors.ts";
import { reply, replyError } from "./reply.ts";
import { type EngineRequest, RequestError, readRequest } from "./request.ts";
import type { Route, RouteContext } from "./route.ts";
import { checkpointRoutes } from "./routes/checkpoints.ts";
import { endpointRoutes } from "./routes/endpoints.ts";
import { eventReportRoutes } from "./routes/event-reports.ts";
import { eventRoutes } from "./routes/events.ts";
import { functionRoutes } from "./routes/functions.ts";
import { gqlRoutes } from "./routes/gql.ts";
import { invokeRoutes } from "./routes/invoke.ts";
import { manualRoutes } from "./routes/manual.ts";
import { metadataRoutes } from "./routes/metadata.ts";
import { queueRoutes } from "./routes/queue.ts";
import { realtimeRoutes } from "./routes/realtime.ts";
import { registrationRoutes } from "./routes/registration.ts";
import { runStateRoutes } from "./routes/run-state.ts";
import { runRoutes } from "./routes/runs.ts";
import { signalRoutes } from "./routes/signals.ts";

type Fetch = typeof globalThis.fetch;

/** Every endpoint, the most asked for first. */
const routes: readonly Route[] = [
  ...checkpointRoutes,
  ...eventRoutes,
  ...runStateRoutes,
  ...registrationRoutes,
  ...signalRoutes,
  ...manualRoutes,
  ...eventReportRoutes,
  ...functionRoutes,
  ...gqlRoutes,
  ...invokeRoutes,
  ...queueRoutes,
  ...realtimeRoutes,
  ...metadataRoutes,
  ...endpointRoutes,
  ...runRoutes,
];

/** Refuses a request to a route, or lets it pass with undefined. The parameters are the path's, decoded. */
export type Gatekeeper = (
  request: EngineRequest,
  access: Route["access"],
  parameters: readonly string[],
) => Response | undefined;

/** Answers one request. Never rejects. Without a gatekeeper the caller is this process, which may do everything. */
export type Router = (request: EngineRequest, gatekeeper?: Gatekeeper) => Promise<Response>;

/** Makes the router over all endpoints. */
export function createRouter(context: RouteContext): Router {
  return async (request, gatekeeper = admitAll) => {
    try {
      return await route(context, request, gatekeeper);
    } catch (error) {
      if (error instanceof RequestError) return replyError(error.status, error.message);
      context.kernel.logger.error("A request to the engine failed.", { path: request.path, reason: messageOf(error) });
      return replyError(500, messageOf(error));
    }
  };
}

/** Makes the `fetch` of the Inngest client: answers every call the SDK makes to its server, in this process. */
export function createFetch(router: Router, ownPath: string): Fetch {
  return async (input, init) => {
    const request = readRequest(input, init);
    return request.path === ownPath ? reply(200, undefined) : router(request);
  };
}

const admitAll: Gatekeeper = () => undefined;

async function route(context: RouteContext, request: EngineRequest, gatekeeper: Gatekeeper): Promise<Response> {
  const { method, path } = request;
  const isOpen = context.isOpen();
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null;
    if (!match || (!isOpen && !route.whenStopped)) continue;
    const parameters = match.slice(1).map(decodeParameter);
    return gatekeeper(request, route.access, parameters) ?? route.handle(context, request, parameters);
  }
  const refusal = gatekeeper(request, undefined, []);
  if (refusal) return refusal;
  if (!isOpen) return replyError(503, "The embedded engine has stopped.");
  return replyError(501, `${method} ${path} is not supported by this version of the embedded engine.`);
}

function decodeParameter(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RequestError(400, `"${text}" in the path is not encoded correctly.`);
  }
}
