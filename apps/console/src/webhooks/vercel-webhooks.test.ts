import { createFakeVercel } from "@tributary/source-vercel/testing";
import { describe, expect, it, onTestFinished } from "vitest";
import { createServedConsole } from "../testing/served-console.ts";
import { inTime } from "../testing/timing.ts";

describe("Vercel webhooks", { timeout: 120_000 }, () => {
  it("follow a deployment to its end, and bring its log into search within seconds", async () => {
    const fake = await createFakeVercel();
    onTestFinished(() => fake.close());
    const { url, connect, get, post, untilFound, untilGone, untilIdle } = await createServedConsole();
    const project = fake.createProject({ name: "website" });
    // Ended long enough ago for its log to be whole.
    const ready = Date.now() - 200_000;
    const first = fake.createDeployment(project.id, { meta: { githubCommitMessage: "Buoys are red" } });
    fake.setState(first.id, "READY", { ready });
    const { sourceId, secret } = await connect({
      kind: "vercel",
      config: { team: fake.teamId, apiUrl: fake.url },
      credentials: { token: fake.token },
    });
    await post(`/v1/sources/${sourceId}/sync`);
    await untilFound("website", "Buoys are red");
    await untilIdle();

    fake.subscribe({ url: `${url}/webhooks/vercel`, secret });
    const deployment = fake.createDeployment(project.id, { meta: { githubCommitMessage: "Moorings hold more" } });
    fake.setState(deployment.id, "BUILDING");
    await inTime({ created: untilFound("building", "Moorings hold more") });
    fake.log(deployment.id, 'Running "pnpm build"', "Error: bollard.ts is missing", "Error: exited with 1");
    fake.setState(deployment.id, "ERROR", { ready, errorMessage: 'Command "pnpm build" exited with 1' });
    await inTime({ failure: untilFound("bollard", "Moorings hold more") });
    fake.setVariable(project.id, { key: "JETTY_KEY", value: "never-read", type: "encrypted", target: ["production"] });
    await inTime({ variable: untilFound("JETTY_KEY", "website") });
    await fake.settled();
    await untilIdle();
    const { data: events } = await get<{ data: { id: string; name: string }[] }>("/v1/workflows/events?limit=100");
    const [indexed, ...more] = events.filter(({ name }) => name === "vercel.deployment.indexed");
    expect(more).toEqual([]);
    expect(await get(`/v1/workflows/events/${indexed?.id}`)).toMatchObject({
      data: { data: { deploymentId: deployment.id, state: "error" } },
    });

    fake.removeDeployment(deployment.id);
    await inTime({ deletion: untilGone("bollard") });

    await fake.settled();
    await untilIdle();

    const deploy = (hookUrl: string) => post(`/v1/sources/${sourceId}/deployments`, { hookUrl });
    expect(await deploy("https://elsewhere.example/v1/integrations/deploy/prj_1/hook1")).toMatchObject({
      error: { code: "invalid-config" },
    });
    expect(await deploy(fake.hookUrl(project.id))).toMatchObject({ state: "PENDING" });
    await inTime({ triggered: untilFound("queued", "website preview: main") });
    await fake.settled();
    expect(fake.deliveries.every(({ status }) => status === 202)).toBe(true);
    expect(fake.valuesRequested).toEqual([]);
    expect(fake.refusals).toEqual([]);
  });
});
