import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLinearWorld, type LinearWorld } from "./world/linear-world.ts";

let world: LinearWorld;
beforeEach(async () => {
  world = await createLinearWorld();
});
afterEach(() => world.dispose());

describe("validate", () => {
  it("names the account and everything it can do", async () => {
    const account = await world.source().validate();
    expect(account.name).toBe("Ada Lovelace in Acme");
    expect(account.title).toBe("Acme Linear");
    expect(account.capabilities.map(({ name, available }) => [name, available])).toEqual([
      ["issues", true],
      ["projects", true],
      ["projectUpdates", true],
      ["initiatives", true],
      ["initiativeUpdates", true],
      ["documents", true],
      ["all public teams", true],
      ["create webhooks", true],
    ]);
  });

  it("says which permission breaks which capability", async () => {
    const { fake } = world;
    fake.forbid("initiatives");
    fake.update("User", fake.viewerId, { admin: false, guest: true });
    const { capabilities } = await world.source().validate();
    const problems = capabilities.flatMap(({ name, problem }) => (problem === undefined ? [] : [[name, problem]]));
    expect(problems).toEqual([
      ["initiatives", expect.stringContaining("set initiatives to false")],
      ["all public teams", expect.stringContaining("guest")],
      ["create webhooks", expect.stringContaining("workspace admin")],
    ]);
  });

  it("takes an access token as well", async () => {
    const { accessToken } = world.fake.credentials;
    await expect(world.with({ credentials: { accessToken } }).validate()).resolves.toBeDefined();
  });
});
