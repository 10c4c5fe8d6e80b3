import type { CountedRule, FakeFault } from "@tributary/source-testing/fake";

export type { FakeFault };

/** A request as the fake saw it. */
export interface FakeRequest {
  readonly method: string;
  /** Path with `{}` for ids: `/v13/deployments/{}`. */
  readonly route: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly status: number;
}

/** A fault and the requests it befalls. */
export interface FakeFaultRule extends CountedRule {
  readonly fault: FakeFault;
  /** Which routes; every one when absent. */
  readonly route?: string | RegExp;
}
