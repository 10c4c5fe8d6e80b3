import type { CountedRule, FakeFault as SharedFault } from "@tributary/source-testing/fake";

/** What goes wrong with a request to the fake: what can with any, and `ok: false` with a name and what else is given. */
export type FakeFault =
  | SharedFault
  | { readonly type: "error"; readonly error: string; readonly more?: Readonly<Record<string, unknown>> };

/** A request as the fake saw it. */
export interface FakeRequest {
  /** The method: `conversations.list`. */
  readonly method: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly status: number;
}

/** A fault and the requests it befalls. */
export interface FakeFaultRule extends CountedRule {
  readonly fault: FakeFault;
  /** Which methods, by name; every one when absent. */
  readonly method?: string | RegExp;
}
