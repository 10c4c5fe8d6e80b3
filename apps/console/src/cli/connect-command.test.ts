import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { allScopes, createFakeSlack } from "@tributary/source-slack/testing";
import { connectedSourceSchema } from "@tributary/validation";
import { describe, expect, it, onTestFinished } from "vitest";
import { lastObject, tributary } from "../testing/command.ts";
import { temporaryFolder } from "../testing/repository.ts";
import { createServedConsole } from "../testing/served-console.ts";

describe("tributary connect", { timeout: 120_000 }, () => {
  it("connects a source of any kind, which `sync --source` then syncs", async () => {
    const fake = await createFakeSlack({ scopes: allScopes.filter((scope) => scope !== "files:read") });
    onTestFinished(() => fake.close());
    const user = fake.addUser("ada");
    fake.post(fake.addChannel("harbour"), { user, text: "The ferry leaves at noon." });
    const { url, runtime, untilFound } = await createServedConsole();
    const folder = temporaryFolder();
    const credentials = join(folder, "credentials.json");
    writeFileSync(credentials, JSON.stringify({ token: fake.tokens.bot }));
    const env = { TRIBUTARY_URL: url, TRIBUTARY_API_KEY: runtime.localKey };
    const run = (...parameters: string[]) => tributary(folder, [...parameters, "--json"], { env });

    const config = JSON.stringify({ team: fake.team.id, apiUrl: fake.url });
    const connected = await run("connect", "slack", "--config", config, "--credentials", credentials);
    expect(connected.code, connected.stderr).toBe(0);
    expect(connected.stdout).not.toContain(fake.tokens.bot);
    const { source, created, capabilities } = connectedSourceSchema.parse(lastObject(connected));
    expect(created).toBe(true);
    expect(capabilities.filter(({ available }) => !available)).toMatchObject([
      { problem: expect.stringContaining("files:read") },
    ]);
    const synced = await run("sync", "--source", source.id);
    expect(lastObject(synced)).toMatchObject({ status: "completed", documents: 1 });
    await untilFound("ferry", "harbour");
  });
});
