import type { IncomingHttpHeaders } from "node:http";
import type { Caller } from "../auth/caller.ts";
import type { World } from "../state/world.ts";
import type { FakeLimits } from "./limits.ts";

/** One request on its way through the fake. */
export interface Call {
  readonly world: World;
  readonly limits: FakeLimits;
  readonly method: string;
  /** Without the enterprise prefix and the query. */
  readonly path: string;
  /** The path as Link headers have it: by the repository's number. */
  readonly linkPath: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly caller: Caller;
  /** Values of the template's parameters, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Where links point: scheme, host, port and enterprise prefix. */
  readonly apiUrl: string;
  /** Scheme, host and port of the server that gives archives. */
  readonly archiveUrl: string;
}
