/** What goes wrong with a request to the fake. */
export type FakeFault =
  /** Answered with this status instead of being run. */
  | {
      readonly type: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Run, then its answer is changed. */
  | { readonly type: "alter"; readonly alter: (answer: Record<string, unknown>) => unknown }
  /** Status 200 and an HTML page. */
  | { readonly type: "html" }
  /** The answer breaks off after this many bytes. */
  | { readonly type: "reset"; readonly afterBytes: number }
  /** The answer ends after this many bytes, and says so in its length: JSON cut off. */
  | { readonly type: "truncate"; readonly afterBytes: number }
  /** Answered after this many milliseconds. */
  | { readonly type: "slow"; readonly milliseconds: number }
  /** Never answered. */
  | { readonly type: "stall" };

/** A request as the fake saw it. */
export interface FakeRequest {
  readonly method: string;
  /** Path with `{}` for ids: `/v1/pages/{}`. */
  readonly route: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly status: number;
}

/** A fault and the requests it befalls. */
export interface FakeFaultRule {
  readonly fault: FakeFault;
  /** Which routes; every one when absent. */
  readonly route?: string | RegExp;
  /** How many matching requests pass unharmed first. Default 0. */
  readonly after?: number;
  /** How many requests it befalls. Default without limit. */
  readonly times?: number;
}

/** The faults in force. */
export interface FaultRules {
  /** Adds one; the function returned takes it away again. */
  add(rule: FakeFaultRule): () => void;
  /** The fault that befalls a request, counted as used. */
  next(route: string): FakeFault | undefined;
}

/** Makes an empty list of faults; the first that matches and is not used up decides. */
export function createFaultRules(): FaultRules {
  const rules: { readonly rule: FakeFaultRule; seen: number }[] = [];
  return {
    add(rule) {
      const added = { rule, seen: 0 };
      rules.push(added);
      return () => {
        const index = rules.indexOf(added);
        if (index >= 0) rules.splice(index, 1);
      };
    },
    next(route) {
      for (const entry of rules) {
        const { rule } = entry;
        const isMeant =
          rule.route === undefined || (typeof rule.route === "string" ? rule.route === route : rule.route.test(route));
        if (!isMeant) continue;
        entry.seen += 1;
        const used = entry.seen - 1 - (rule.after ?? 0);
        if (used >= 0 && used < (rule.times ?? Number.POSITIVE_INFINITY)) return rule.fault;
      }
      return undefined;
    },
  };
}
