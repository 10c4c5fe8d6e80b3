/** An answer of the fake that is no success, in the words of Pinecone's API. */
export class FakeApiError extends Error {
  override readonly name = "FakeApiError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A 400 for a request the API does not take. */
export function refuse(message: string): FakeApiError {
  return new FakeApiError(400, message);
}
