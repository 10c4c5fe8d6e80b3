/** What a fake remembers of the requests made to it. */
export interface FakeRequestLog<Request> {
  /** Every request so far, in order. */
  readonly requests: readonly Request[];
  /** What the service would have refused, and what the fake could not answer: empty when all is well. */
  readonly refusals: readonly string[];
  note(request: Request): void;
  refuse(reason: string): void;
}

/** Makes an empty log. */
export function createRequestLog<Request>(): FakeRequestLog<Request> {
  const requests: Request[] = [];
  const refusals: string[] = [];
  return {
    requests,
    refusals,
    note: (request) => void requests.push(request),
    refuse: (reason) => void refusals.push(reason),
  };
}
