import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pullAll } from "@tributary/source-testing";
import { afterEach, describe, expect, it } from "vitest";
import { createVercelSource } from "../source.ts";
import { createFakeVercel, type FakeVercel } from "./index.ts";

let fake: FakeVercel | undefined;
afterEach(async () => {
  await fake?.close();
});

/** Answers, as far as the tests read them. */
interface Shown {
  readonly deployments: readonly { readonly uid: string }[];
  readonly envs: readonly { readonly value: string }[];
  readonly pagination: { readonly next: number | null };
  readonly error: object;
}

async function createTeam() {
  const clock = { now: Date.UTC(2026, 0, 5) };
  const vercel = await createFakeVercel({ now: () => clock.now });
  fake = vercel;
  const project = vercel.createProject({ name: "website" }).id;
  const ask = async (path: string, token = vercel.token) => {
    const url = new URL(`${vercel.url}${path}`);
    if (!url.searchParams.has("teamId")) url.searchParams.set("teamId", vercel.teamId);
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Shown };
  };
  return { clock, vercel, project, ask };
}

describe("the fake", () => {
  it.each([
    ["/v6/deployments?limit=101"],
    ["/v6/deployments?limit=0"],
    ["/v6/deployments?page=2"],
    ["/v10/projects?until=5"],
    ["/v10/projects/x/env?decrypt=maybe"],
    ["/v3/deployments/x/events?direction=up"],
  ])("refuses %s, as Vercel would, and notes it", async (path) => {
    const { vercel, ask } = await createTeam();
    expect((await ask(path)).status).toBe(400);
    expect(vercel.refusals).toHaveLength(1);
  });

  it("has no other routes, and says so", async () => {
    const { vercel, ask } = await createTeam();
    expect(await ask("/v1/secrets")).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
    expect(vercel.refusals).toHaveLength(1);
  });

  it("pages deployments by the time before which the next page begins", async () => {
    const { clock, vercel, project, ask } = await createTeam();
    const ids = [1, 2, 3].map(() => {
      clock.now += 1_000;
      return vercel.createDeployment(project).id;
    });
    const uids = (body: Shown) => body.deployments.map(({ uid }) => uid);
    const first = (await ask("/v6/deployments?limit=2")).body;
    expect(uids(first)).toEqual([ids[2], ids[1]]);
    expect(first.pagination).toEqual({ count: 2, next: clock.now - 1_000, prev: clock.now });
    const second = (await ask(`/v6/deployments?limit=2&until=${first.pagination.next}`)).body;
    expect([uids(second), second.pagination.next]).toEqual([[ids[0]], null]);
    expect(uids((await ask(`/v6/deployments?since=${clock.now - 1_000}`)).body)).toEqual([ids[2]]);
  });

  it("answers a wrong token, a lost team and another one as Vercel does", async () => {
    const { vercel, ask } = await createTeam();
    expect(await ask("/v10/projects", "wrong")).toMatchObject({ status: 403, body: { error: { invalidToken: true } } });
    expect((await ask("/v10/projects?teamId=team_other")).status).toBe(403);
    const back = vercel.loseTeam();
    expect(await ask("/v10/projects")).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
    back();
    expect((await ask("/v10/projects")).status).toBe(200);
  });

  it("limits each route a minute, and says until when", async () => {
    const { clock, vercel, ask } = await createTeam();
    vercel.limit(2);
    const asked = [await ask("/v10/projects"), await ask("/v10/projects"), await ask("/v10/projects")];
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(asked[2]?.headers.get("x-ratelimit-reset")).toBe(String(clock.now / 1_000 + 60));
    expect(asked[2]?.body.error).toMatchObject({ code: "rate_limited", limit: { remaining: 0 } });
    expect((await ask("/v6/deployments")).status).toBe(200);
    clock.now += 60_000;
    expect((await ask("/v10/projects")).status).toBe(200);
  });

  it("shows values of variables where Vercel does, and notes who asks for more", async () => {
    const { vercel, project, ask } = await createTeam();
    vercel.setVariable(project, { key: "PLAIN", value: "one", type: "plain", target: [] });
    vercel.setVariable(project, { key: "HIDDEN", value: "two", type: "encrypted", target: [] });
    const values = (body: Shown) => body.envs.map(({ value }) => value);
    expect(values((await ask(`/v10/projects/${project}/env`)).body)).toEqual(["one", expect.stringMatching(/^eyJ/)]);
    expect(vercel.valuesRequested).toEqual([]);
    expect(values((await ask(`/v10/projects/${project}/env?decrypt=true`)).body)).toEqual(["one", "two"]);
    await ask(`/v1/projects/${project}/env/env_plain`);
    expect(vercel.valuesRequested).toHaveLength(2);
  });

  it("delivers what happens, signed, and each delivery makes a pull list it", async () => {
    const { clock, vercel, project } = await createTeam();
    const source = createVercelSource(
      { team: vercel.teamId, apiUrl: vercel.url },
      { credentials: { token: vercel.token }, now: () => clock.now },
    );
    const { cursor } = await pullAll(source, "full", null);
    const listed: (readonly [string, ...string[]])[] = [];
    const receiver = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      const headers = { "x-vercel-signature": String(request.headers["x-vercel-signature"]) };
      const delivery = { headers, body: Buffer.concat(parts) };
      await source.webhook?.verify(delivery, ["secret"], clock.now);
      const outcome = source.webhook?.parse(delivery);
      const { type } = JSON.parse(delivery.body.toString());
      listed.push([type, ...(outcome?.type === "changes" ? outcome.changes.references : [])]);
      response.end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const { port } = receiver.address() as AddressInfo;
    const end = vercel.subscribe({ url: `http://127.0.0.1:${port}/`, secret: "secret" });
    const { id } = vercel.createDeployment(project);
    await vercel.settled();
    vercel.setState(id, "READY");
    await vercel.settled();
    vercel.updateProject(project, { name: "site" });
    await vercel.settled();
    end();
    vercel.removeProject(project);
    await vercel.settled();
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
    expect(vercel.deliveries.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(listed.map((entry) => entry.join(" ")).sort()).toEqual(
      [
        `deployment.created deployment:${id}`,
        `deployment.ready deployment:${id}`,
        `deployment.succeeded deployment:${id}`,
        `project.renamed project:${project}`,
      ].sort(),
    );
    const page = await source.pull({ mode: "incremental", cursor, changes: { references: [`deployment:${id}`] } });
    expect(page.changes).toEqual([{ type: "delete", id: `vercel:${vercel.teamId}:deployment:${id}` }]);
    expect(vercel.refusals).toEqual([]);
  });
});
