import type { Kernel } from "../kernel.ts";
import type { LeasedCalls } from "../ops/checkpoint.ts";
import type { EngineRequest } from "./request.ts";

/** What routes work with. */
export interface RouteContext {
  readonly kernel: Kernel;
  readonly calls: LeasedCalls;
  readonly isOpen: () => boolean;
}

/** One endpoint of the engine. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Matches the whole path; its groups are the parameters. */
  readonly path: RegExp;
  /** True for the few endpoints that answer in their own words after the engine has stopped. */
  readonly whenStopped?: true;
  /** `parameters` are the path's groups, decoded. */
  handle(context: RouteContext, request: EngineRequest, parameters: readonly string[]): Promise<Response> | Response;
}
