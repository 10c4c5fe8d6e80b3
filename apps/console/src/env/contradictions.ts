/** What is wrong with settings that are fine each for itself. */
export function contradictions(given: Readonly<Record<string, string | undefined>>): string[] {
  const { INNGEST_EVENT_KEY: event, INNGEST_SIGNING_KEY: signing, INNGEST_BASE_URL: base, INNGEST_DEV: dev } = given;
  const problems: string[] = [];
  if (!dev && Boolean(event) !== Boolean(signing)) {
    problems.push(
      `${event ? "INNGEST_SIGNING_KEY" : "INNGEST_EVENT_KEY"}: is needed when the other Inngest key is set`,
    );
  }
  if (Boolean(given.SMTP_URL) !== Boolean(given.SMTP_FROM)) {
    problems.push(`${given.SMTP_URL ? "SMTP_FROM" : "SMTP_URL"}: is needed when the other of the two is set`);
  }
  if (given.TRIBUTARY_SECRET_KEY && given.TRIBUTARY_ENCRYPTION_KEY) {
    problems.push(
      "TRIBUTARY_SECRET_KEY: is the old name of TRIBUTARY_ENCRYPTION_KEY, which is set too: unset this one",
    );
  }
  const { TRIBUTARY_EMBEDDER: embedder } = given;
  if ((embedder === "cohere" && !given.COHERE_API_KEY) || (embedder === "openai" && !given.OPENAI_API_KEY)) {
    problems.push(`${embedder.toUpperCase()}_API_KEY: is needed when TRIBUTARY_EMBEDDER is ${embedder}`);
  }
  if (given.TRIBUTARY_RERANKER === "cohere" && !given.COHERE_API_KEY) {
    problems.push("COHERE_API_KEY: is needed when TRIBUTARY_RERANKER is cohere");
  }
  if (base && !dev && !event && !signing) {
    problems.push(
      "INNGEST_BASE_URL: needs INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY, or INNGEST_DEV=1 for a dev server",
    );
  }
  return problems;
}
