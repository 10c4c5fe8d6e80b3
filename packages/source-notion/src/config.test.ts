import { describe, expect, it } from "vitest";
import { notionSourceConfigSchema } from "./config.ts";
import { notionCredentialsSchema } from "./credentials.ts";
import { notionSource } from "./definition.ts";
import { createWorkspace } from "./world/workspace.ts";

describe("the configuration", () => {
  it("takes a workspace and its options", () => {
    const config = { workspace: "acme", comments: "all", rows: false, walkRows: true, apiUrl: "http://127.0.0.1:1" };
    expect(notionSourceConfigSchema.parse(config)).toEqual(config);
  });

  it.each([
    [{}, /workspace/],
    [{ workspace: "a/b" }, /letters, digits/],
    [{ workspace: "acme", comments: "some" }, /comments/],
    [{ workspace: "acme", apiUrl: "ftp://example.com" }, /apiUrl is an address/],
    [{ workspace: "acme", apiUrl: "https://user:secret@example.com" }, /must not carry credentials/],
    [{ workspace: "acme", pages: [] }, /pages/],
  ])("refuses %j", (config, message) => {
    expect(() => notionSourceConfigSchema.parse(config)).toThrow(message);
  });

  it("has a key of its workspace and, elsewhere, its server", () => {
    expect(notionSource.key({ workspace: "acme" })).toBe("acme");
    expect(notionSource.key({ workspace: "acme", apiUrl: "https://api.notion.com" })).toBe("acme");
    expect(notionSource.key({ workspace: "acme", apiUrl: "http://127.0.0.1:1" })).toBe("http://127.0.0.1:1#acme");
  });

  it("takes no token with blanks in it", () => {
    expect(() => notionCredentialsSchema.parse({ token: "ntn_a b" })).toThrow(/no spaces/);
  });
});

describe("validate", () => {
  it("names the connection and its workspace, and what is read", async () => {
    const { notion, make } = await createWorkspace();
    notion.createPage({ title: "Page" });
    const { name, title, capabilities } = await make().validate();
    await notion.close();
    expect([name, title]).toEqual(["Tributary in Acme", "Acme Notion"]);
    expect(capabilities).toEqual(
      ["pages", "comments", "names of people"].map((capability) => ({ name: capability, available: true })),
    );
  });

  it("says what is missing and how it is mended", async () => {
    const { notion, make } = await createWorkspace();
    const source = make();
    expect((await source.validate()).capabilities[0]?.problem).toMatch(/No page is shared/);
    notion.createPage({ title: "Page" });
    notion.forbid("comments");
    notion.forbid("users");
    const { capabilities } = await source.validate();
    expect(capabilities.map(({ available }) => available)).toEqual([true, false, false]);
    expect(capabilities[1]?.problem).toMatch(/Read comments/);
    notion.forbid("content");
    expect((await source.validate()).capabilities[0]?.problem).toMatch(/Read content/);
    await notion.close();
  });
});
