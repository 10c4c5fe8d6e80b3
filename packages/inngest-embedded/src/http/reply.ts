/** An answer as the service words it; without a body when it is undefined. */
export function reply(status: number, body: unknown): Response {
  const headers = { "content-type": "application/json", "x-inngest-server-kind": "dev" };
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
}

/** An answer that says what went wrong. */
export function replyError(status: number, error: string): Response {
  return reply(status, { error, status });
}
