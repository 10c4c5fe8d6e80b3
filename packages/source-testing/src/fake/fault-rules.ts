/** How often a rule of faults befalls the requests it is meant for. */
export interface CountedRule {
  /** How many matching requests pass unharmed first. Default 0. */
  readonly after?: number;
  /** How many requests it befalls. Default without limit. */
  readonly times?: number;
}

/** Rules of faults in force; the first that is meant and not used up decides. */
export interface FaultRules<Rule, Request> {
  /** Adds one; the function returned takes it away again. */
  add(rule: Rule): () => void;
  /** The rule that befalls a request, counted as used; undefined when none does. */
  next(request: Request): Rule | undefined;
  clear(): void;
}

/** Makes an empty list of rules; `isMeant` says which requests a rule is about. */
export function createFaultRules<Rule extends CountedRule, Request>(
  isMeant: (rule: Rule, request: Request) => boolean,
): FaultRules<Rule, Request> {
  let entries: { readonly rule: Rule; matched: number }[] = [];
  return {
    add(rule) {
      const added = { rule, matched: 0 };
      entries.push(added);
      return () => {
        entries = entries.filter((entry) => entry !== added);
      };
    },
    next(request) {
      for (const entry of entries) {
        const { after = 0, times = Number.POSITIVE_INFINITY } = entry.rule;
        if (entry.matched >= after + times || !isMeant(entry.rule, request)) continue;
        entry.matched += 1;
        if (entry.matched > after) return entry.rule;
      }
      return undefined;
    },
    clear() {
      entries = [];
    },
  };
}

/** Whether a rule is about a name: it gives that name, an expression that matches it, or none. */
export function isNamed(pattern: string | RegExp | undefined, name: string): boolean {
  // A global expression keeps a position between calls of test: search does not use it.
  return pattern === undefined || (typeof pattern === "string" ? pattern === name : name.search(pattern) >= 0);
}
