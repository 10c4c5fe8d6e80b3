import type { Telemetry } from "./telemetry.ts";

/** A fetch for a source that tells how a provider's API answers: neither addresses nor contents are looked at. */
export function observeFetch(
  telemetry: Telemetry,
  source: { readonly workspaceId: string; readonly kind: string },
): typeof globalThis.fetch {
  return async (input, init) => {
    const started = performance.now();
    const report = (status: number | null) =>
      telemetry.called({ ...source, status, seconds: (performance.now() - started) / 1_000 });
    try {
      return await telemetry.tracing.run(`ask ${source.kind}`, { kind: "client" }, async (span) => {
        // The host alone: paths name what is synced, and some hold secrets.
        const { hostname } = new URL(input instanceof Request ? input.url : input);
        span.describe({ "source.kind": source.kind, "server.address": hostname });
        const response = await globalThis.fetch(input, init);
        span.describe({ "http.response.status_code": response.status });
        report(response.status);
        return response;
      });
    } catch (error) {
      report(null);
      throw error;
    }
  };
}
