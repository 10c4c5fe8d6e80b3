/** A request as the fake sees it. */
export interface FakeRequest {
  readonly method: string;
  /** Without the part that names the index. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** An answer of the data plane, with the log sequence numbers of its headers. */
export interface FakeAnswer {
  readonly body: unknown;
  /** The number of the write this request made. */
  readonly written?: number;
  /** The last write the answer reflects. */
  readonly indexed?: number;
}
