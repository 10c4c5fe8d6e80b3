/** What goes wrong with an answer on its way. */
export type WireFault =
  /** Status 200 and an HTML page, as proxies and sign-in walls answer. */
  | { readonly type: "html" }
  /** The answer breaks off after this many bytes. */
  | { readonly type: "reset"; readonly afterBytes: number }
  /** The answer ends after this many bytes, and says so in its length: JSON cut off. */
  | { readonly type: "truncate"; readonly afterBytes: number }
  /** Answered after this many milliseconds. */
  | { readonly type: "slow"; readonly milliseconds: number }
  /** Never answered. */
  | { readonly type: "stall" };

/** Answered with this status instead of being run. */
export interface StatusFault {
  readonly type: "status";
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Run, then its answer is changed. */
export interface AlterFault {
  readonly type: "alter";
  readonly alter: (answer: Record<string, unknown>) => unknown;
}

/** What goes wrong with a request to any fake. */
export type FakeFault = StatusFault | AlterFault | WireFault;
