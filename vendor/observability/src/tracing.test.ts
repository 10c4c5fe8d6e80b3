import { describe, expect, it, onTestFinished } from "vitest";
import { createTracing } from "./index.ts";
import { createFakeCollector } from "./testing.ts";

const options = { serviceName: "tributary", attributes: { "service.instance.id": "console" } };

describe("tracing", () => {
  it("sends spans that know their parents, also across awaits, and nothing of what was thrown but its name", async () => {
    const { url, requests, spans, close } = await createFakeCollector();
    onTestFinished(close);
    const tracing = createTracing({ ...options, endpoint: `${url}/`, headers: { authorization: "Bearer x" } });
    await tracing.run("outer", { kind: "server", attributes: { size: 3 } }, async (outer) => {
      await new Promise((resolve) => setImmediate(resolve));
      outer.rename("GET /v1/search");
      outer.describe({ ok: true });
      const failing = tracing.run("inner", { kind: "client" }, async () => {
        throw new RangeError("a secret");
      });
      await expect(failing).rejects.toThrow("a secret");
    });
    const place = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331" };
    await tracing.run("step", { parent: place }, async () => {});
    tracing.record("run", { place, from: 1_000, until: 2_000, failed: false });
    await tracing.close();

    expect(requests[0]).toMatchObject({ path: "/v1/traces", headers: { authorization: "Bearer x" } });
    expect(JSON.stringify(requests)).not.toContain("a secret");
    const named = (name: string) => spans().find((span) => span.name === name);
    const [outer, inner, step, run] = [named("GET /v1/search"), named("inner"), named("step"), named("run")];
    expect(outer).toMatchObject({ kind: 2, status: { code: 0 } });
    expect(outer?.attributes).toContainEqual({ key: "size", value: { intValue: 3 } });
    expect(inner).toMatchObject({ kind: 3, traceId: outer?.traceId, parentSpanId: outer?.spanId, status: { code: 2 } });
    expect(inner?.attributes).toContainEqual({ key: "error.type", value: { stringValue: "RangeError" } });
    expect(step).toMatchObject({ traceId: place.traceId, parentSpanId: place.spanId });
    expect(run).toMatchObject({ ...place, startTimeUnixNano: "1000000000" });
  });

  it("does without a collector that is away", async () => {
    const tracing = createTracing({ ...options, endpoint: "http://127.0.0.1:1", timeoutMs: 100 });
    expect(await tracing.run("work", {}, async () => 7)).toBe(7);
    await tracing.close();
  });
});
