import type { CountedRule, FakeFault as SharedFault } from "@tributary/source-testing/fake";
import type { LinearErrorBody } from "../graphql/refusal.ts";

/** What goes wrong with a request to the fake: what can with any, and errors beside the data of a query that was run. */
export type FakeFault = SharedFault | { readonly type: "errors"; readonly errors: readonly LinearErrorBody[] };

/** A request as the fake saw it. */
export interface FakeRequest {
  /** The operation's name: `Viewer`. */
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly complexity: number;
  readonly status: number;
}

/** A fault and the requests it befalls. */
export interface FakeFaultRule extends CountedRule {
  readonly fault: FakeFault;
  /** Which operations, by name; every one when absent. */
  readonly operation?: string | RegExp;
}
