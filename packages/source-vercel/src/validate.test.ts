import { afterEach, describe, expect, it } from "vitest";
import { vercelSourceConfigSchema } from "./config.ts";
import { vercelSource } from "./definition.ts";
import { createVercelSource } from "./source.ts";
import { createFakeVercel, type FakeVercel } from "./testing/index.ts";

let fake: FakeVercel | undefined;
afterEach(async () => {
  const refusals = fake?.refusals;
  await fake?.close();
  expect(refusals ?? []).toEqual([]);
});

async function validate(
  prepare: (vercel: FakeVercel) => void = () => {},
  config: object = {},
  plan: "hobby" | "pro" = "pro",
) {
  const vercel = await createFakeVercel({ plan });
  fake = vercel;
  const project = vercel.createProject({ name: "website" });
  vercel.createDeployment(project.id);
  prepare(vercel);
  return createVercelSource(
    { team: vercel.teamId, apiUrl: vercel.url, ...config },
    { credentials: { token: vercel.token } },
  ).validate();
}

describe("validate", () => {
  it("names the person and the team, and what is read", async () => {
    const { name, title, capabilities } = await validate();
    expect([name, title]).toEqual(["Ada Lovelace in Acme", "Acme Vercel"]);
    expect(capabilities.map((capability) => [capability.name, capability.available])).toEqual([
      ["projects", true],
      ["environment variable names", true],
      ["deployments", true],
      ["build logs", true],
      ["create webhooks", true],
    ]);
  });

  it.each([
    ["/v10/projects", "projects", "ask an owner"],
    ["/v10/projects/{}/env", "environment variable names", "set environment to false"],
    ["/v6/deployments", "deployments", "set deployments to false"],
    ["/v3/deployments/{}/events", "build logs", "set logs to false"],
  ])("says what breaks without %s", async (route, name, mend) => {
    const { capabilities } = await validate((vercel) => vercel.forbid(route));
    const lacking = capabilities.filter(({ available }) => !available);
    expect(lacking.map((capability) => capability.name)).toEqual([name]);
    expect(lacking[0]?.problem).toContain(mend);
  });

  it("takes the token of an integration, which has no user", async () => {
    const { name } = await validate((vercel) => vercel.forbid("/v2/user"));
    expect(name).toBe("An integration in Acme");
  });

  it("takes a log that is gone for no missing permission", async () => {
    const body = JSON.stringify({ error: { code: "not_found" } });
    const gone = { route: "/v3/deployments/{}/events", fault: { type: "status", status: 404, body } } as const;
    const { capabilities } = await validate((vercel) => void vercel.fail(gone));
    expect(capabilities.filter(({ available }) => !available)).toEqual([]);
  });

  it("says that the Hobby plan has no webhooks", async () => {
    const { capabilities } = await validate(undefined, {}, "hobby");
    expect(capabilities.at(-1)).toMatchObject({ name: "create webhooks", available: false });
  });

  it("asks for nothing that is switched off", async () => {
    const { capabilities } = await validate(undefined, {
      deployments: false,
      environment: false,
      projects: ["website"],
    });
    expect(capabilities.map(({ name }) => name)).toEqual(["projects", "create webhooks"]);
  });

  it("fails for a lost team and for another one", async () => {
    await expect(validate((vercel) => vercel.loseTeam())).rejects.toMatchObject({ code: "forbidden" });
    await fake?.close();
    await expect(validate(undefined, { team: "team_other" })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("the configuration", () => {
  it.each([
    [{}, "team"],
    [{ team: "acme" }, "Team ID"],
    [{ team: "team_1/../x" }, "Team ID"],
    [{ team: "team_1", projects: [] }, "leave projects out"],
    [{ team: "team_1", projects: ["a/b"] }, "by its name or its id"],
    [{ team: "team_1", since: "yesterday" }, "since is a day"],
    [{ team: "team_1", since: "2026-02-30" }, "since is a day"],
    [{ team: "team_1", apiUrl: "https://a:b@api.vercel.com" }, "credentials"],
    [{ team: "team_1", apiUrl: "file:///etc" }, "apiUrl is an address"],
    [{ team: "team_1", token: "x" }, "token"],
  ])("refuses %j with a word on what to do", (config, words) => {
    const { error } = vercelSourceConfigSchema.safeParse(config);
    expect(JSON.stringify(error?.issues)).toContain(words);
  });

  it("has a key of the team and its projects, whatever their order", () => {
    const key = (config: object) => vercelSource.key(vercelSourceConfigSchema.parse({ team: "team_1", ...config }));
    expect(key({})).toBe("team_1");
    expect(key({ projects: ["b", "a"] })).toBe(key({ projects: ["a", "b"], logs: false }));
    expect(key({ apiUrl: "https://proxy.example.com" })).toBe("https://proxy.example.com#team_1");
  });

  it.each(["", "with space", "line\nbreak", "ümlaut"])("refuses the token %j", (token) => {
    expect(vercelSource.credentialsSchema.safeParse({ token }).success).toBe(false);
  });
});
