import { isSourceError } from "@tributary/source";
import { containsSecret, faultingFetch } from "@tributary/source-testing";
import { afterEach, describe, expect, it } from "vitest";
import { createFakeVercel, type FakeVercel } from "./testing/index.ts";
import { triggerDeploy } from "./trigger-deploy.ts";

let fake: FakeVercel | undefined;
afterEach(async () => {
  await fake?.close();
});

async function createTeam() {
  const vercel = await createFakeVercel({ now: () => Date.UTC(2026, 0, 5) });
  fake = vercel;
  const project = vercel.createProject({ name: "website" }).id;
  return { vercel, request: { hookUrl: vercel.hookUrl(project), apiUrl: vercel.url } };
}

describe("triggerDeploy", () => {
  it("starts one deployment and says which job it is", async () => {
    const { vercel, request } = await createTeam();
    const sent: unknown[] = [];
    const job = await triggerDeploy({
      ...request,
      branch: "main",
      buildEnv: { LEVEL: "debug" },
      buildCache: false,
      fetch(input, init) {
        sent.push(JSON.parse(String(init?.body)));
        return fetch(input, init);
      },
    });
    expect(job).toEqual({ jobId: "job1", state: "PENDING", createdAt: "2026-01-05T00:00:00.000Z" });
    expect(sent).toEqual([{ branch: "main", buildEnv: { LEVEL: "debug" } }]);
    expect(vercel.requests.at(-1)).toMatchObject({ method: "POST", query: { buildCache: "false" }, status: 201 });
    expect([...vercel.census().documents.values()].filter(({ type }) => type === "deployment")).toHaveLength(1);
    expect(vercel.refusals).toEqual([]);
  });

  it.each([
    ["nothing", ""],
    ["no address", "hook"],
    ["another host", "https://example.com/v1/integrations/deploy/prj_1/hook1"],
    ["this machine", "http://169.254.169.254/v1/integrations/deploy/prj_1/hook1"],
    ["another path", "https://api.vercel.com/v2/user"],
    ["more than a path", "https://api.vercel.com/v1/integrations/deploy/prj_1/hook1/more"],
    ["another protocol", "http://api.vercel.com/v1/integrations/deploy/prj_1/hook1"],
    ["credentials", "https://a:b@api.vercel.com/v1/integrations/deploy/prj_1/hook1"],
  ])("refuses %s without a request", async (_name, hookUrl) => {
    const none = () => expect.unreachable("A request was made");
    const error = await triggerDeploy({ hookUrl, fetch: none }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "invalid-config" });
    expect(containsSecret(error, ["hook1"])).toBe(false);
  });

  it("keeps the address, which is a secret, out of errors", async () => {
    const { vercel, request } = await createTeam();
    const service = faultingFetch(fetch);
    const hook = request.hookUrl.split("/").at(-1) ?? "";
    for (const [fault, code] of [
      [{ type: "no-connection" }, "unavailable"],
      [{ type: "html" }, "invalid-response"],
      [{ type: "status", status: 404 }, "not-found"],
      [{ type: "status", status: 429, headers: { "retry-after": "5" } }, "rate-limited"],
      [{ type: "status", status: 302, headers: { location: "https://example.com" } }, "invalid-response"],
      [{ type: "reset", afterBytes: 5 }, "unavailable"],
    ] as const) {
      const mend = service.inject({ fault });
      const error = await triggerDeploy({ ...request, fetch: service.fetch }).catch((thrown: unknown) => thrown);
      expect(isSourceError(error) && error.code).toBe(code);
      expect(containsSecret(error, [hook])).toBe(false);
      mend();
    }
    const gone = await triggerDeploy({ ...request, hookUrl: `${request.hookUrl}0` }).catch((thrown: unknown) => thrown);
    expect(gone).toMatchObject({ code: "not-found" });
    expect(vercel.refusals).toEqual([]);
  });

  it("throws the signal's reason", async () => {
    const { request } = await createTeam();
    const reason = new Error("Never mind.");
    await expect(triggerDeploy({ ...request, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const service = faultingFetch(fetch, [{ fault: { type: "stall" } }]);
    const waiting = triggerDeploy({ ...request, fetch: service.fetch, signal: controller.signal });
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });
});
