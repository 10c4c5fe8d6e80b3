import { describe, expect, it } from "vitest";
import { githubCredentialsSchema } from "./credentials.ts";
import { createTrial, fetchAll, filesOnly, pullAll } from "./trial.ts";

const START = Date.UTC(2026, 0, 5, 9);
const TOKENS = "POST /app/installations/{installation_id}/access_tokens";

describe("a GitHub App", () => {
  it("signs in for its installation, and renews the token before it ends", async () => {
    // The App's own token is made by the machine's clock, and the fake judges it by its own.
    await using trial = await createTrial();
    const { fake, repository } = trial;
    repository.setPrivate(true);
    await repository.commit({ "a.md": "A\n" });
    repository.openIssue({ title: "Issue" });
    const app = fake.addApp();
    const { id: installationId } = app.install("octocat");
    const credentials = { appId: app.id, privateKey: app.privateKey, installationId };
    let now = fake.clock.now();
    const source = trial.source({}, { credentials, now: () => now });
    expect((await source.validate()).capabilities.every(({ available }) => available)).toBe(true);
    const { references, cursor } = await pullAll(source);
    expect((await fetchAll(source, references.values())).size).toBe(2);
    expect(fake.log.count(TOKENS)).toBe(1);
    now += 54 * 60_000;
    await pullAll(source, cursor);
    expect(fake.log.count(TOKENS)).toBe(1);
    now += 2 * 60_000;
    await pullAll(source, cursor);
    expect(fake.log.count(TOKENS)).toBe(2);
  });

  it("asks for another token once when the first is refused", async () => {
    await using trial = await createTrial();
    const { fake } = trial;
    await trial.repository.commit({ "a.md": "A\n" });
    const app = fake.addApp();
    const credentials = { appId: app.id, privateKey: app.privateKey, installationId: app.install("octocat").id };
    const source = trial.source(filesOnly, { credentials });
    const { cursor } = await pullAll(source);
    fake.inject({ fault: { type: "bad-credentials" } });
    expect((await pullAll(source, cursor)).pages[0]?.changes).toEqual([]);
    expect(fake.log.count(TOKENS)).toBe(2);
    fake.inject({ fault: { type: "bad-credentials" }, times: 100 });
    await expect(pullAll(source, cursor)).rejects.toMatchObject({ code: "unauthorized" });
  });

  it("fails as unauthorized without leaking when the key is not its own, or none", async () => {
    await using trial = await createTrial();
    const { fake } = trial;
    const [app, other] = [fake.addApp(), fake.addApp()];
    const installationId = app.install("octocat").id;
    for (const privateKey of [other.privateKey, "-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----"]) {
      const source = trial.source({}, { credentials: { appId: app.id, privateKey, installationId } });
      const error = await source.validate().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "unauthorized" });
      expect(String(error)).not.toContain(privateKey.slice(30, 60));
    }
  });

  it("fails as not found or forbidden when it is not installed any more", async () => {
    await using trial = await createTrial();
    const app = trial.fake.addApp();
    const installationId = app.install("octocat").id;
    app.uninstall(installationId);
    const credentials = { appId: app.id, privateKey: app.privateKey, installationId };
    const error = await trial
      .source({}, { credentials })
      .validate()
      .catch((thrown: unknown) => thrown);
    expect(["not-found", "forbidden"]).toContain((error as { code: string }).code);
  });
});

describe("a token", () => {
  it("may have the newest format, which is long and has dots", () => {
    const token = `ghs_123456_${"ey.Jh".repeat(100)}`;
    expect(githubCredentialsSchema.parse({ token })).toEqual({ token });
    expect(githubCredentialsSchema.safeParse({ token: "two words" }).success).toBe(false);
    expect(githubCredentialsSchema.safeParse({ token: "line\nbreak" }).success).toBe(false);
  });

  it("ends in the middle of a pull: unauthorized, and the pull goes on with another", async () => {
    await using trial = await createTrial({ startAt: START });
    const { fake, repository } = trial;
    await repository.commit(Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`${index}.md`, `${index}\n`])));
    const token = fake.addToken({ lifeMs: 60_000 });
    const first = await trial.source({}, { credentials: { token }, pageSize: 4 }).pull({ mode: "full", cursor: null });
    fake.clock.advance(120_000);
    const fresh = trial.source({}, { credentials: { token }, pageSize: 4 });
    await expect(fresh.pull({ mode: "full", cursor: first.cursor })).rejects.toMatchObject({ code: "unauthorized" });
    const rest = await pullAll(trial.source({}, { pageSize: 4 }), first.cursor);
    expect(rest.references.size).toBe(5);
  });
});

it("works with an enterprise server's addresses", async () => {
  await using trial = await createTrial({ startAt: START });
  await trial.repository.commit({ "a.md": "A\n" });
  const source = trial.source({ baseUrl: trial.fake.enterpriseUrl });
  const { references } = await pullAll(source);
  expect((await fetchAll(source, references.values())).size).toBe(1);
});
