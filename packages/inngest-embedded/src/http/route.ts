import type { EndpointOrigins } from "../endpoints/endpoint-origins.ts";
import type { Kernel } from "../kernel.ts";
import type { LeasedCalls } from "../ops/checkpoint.ts";
import type { Apps } from "../registry/apps.ts";
import type { Traces } from "../runs/traces.ts";
import type { Runs } from "../runs/types.ts";
import type { InspectionStore } from "../store/inspection.ts";
import type { ReportStore } from "../store/reports.ts";
import type { EngineRequest } from "./request.ts";

/** What routes work with. */
export interface RouteContext {
  readonly kernel: Kernel;
  readonly apps: Apps;
  readonly runs: Runs;
  readonly traces: Traces;
  readonly reports: ReportStore;
  readonly inspection: InspectionStore;
  readonly calls: LeasedCalls;
  readonly endpointOrigins: EndpointOrigins;
  readonly isOpen: () => boolean;
}

/** One endpoint of the engine. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Matches the whole path; its groups are the parameters. */
  readonly path: RegExp;
  /**
   * Who may call it over HTTP when the engine has a signing key: its holders (unless given), those who know an event
   * key, anybody with a token the route checks itself, or anybody.
   */
  readonly access?: "event-key" | "token" | "anybody";
  /** True for the few endpoints that answer in their own words after the engine has stopped. */
  readonly whenStopped?: true;
  /** `parameters` are the path's groups, decoded. */
  handle(context: RouteContext, request: EngineRequest, parameters: readonly string[]): Promise<Response> | Response;
}
