import { createFakeGitHub, type FakeGitHub } from "@tributary/console/testing";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { foundBrowser } from "../testing/browser.ts";
import { inBrowser } from "../testing/in-browser.ts";
import { shareSite } from "../testing/share-site.ts";
import { hitsWith, syncAgain, syncedSource } from "../testing/synced-source.ts";

describe("sources", () => {
  let fake: FakeGitHub;
  let token = "";
  beforeAll(async () => {
    if (foundBrowser.path === undefined) return;
    fake = await createFakeGitHub();
    token = fake.addToken();
    for (const name of ["acme/birds", "acme/fish"]) {
      const repository = await fake.createRepository(name);
      await repository.commit({ "README.md": `# ${name}\n\nThe kestrel hovers over ${name}.\n` });
      repository.openIssue({ title: "Count the nests", body: "There are seven nests." });
    }
  });
  afterAll(() => fake?.close());
  const site = shareSite();
  const toast = (page: Page, title: string | RegExp) =>
    page.getByRole("dialog").or(page.locator("body")).getByText(title).first().waitFor();

  inBrowser(
    "are connected by a form that says what is wrong at its field, and loses nothing that was typed",
    async ({ visit }) => {
      const page = await visit(site(), { path: "/sources" });
      await page.getByText("Nothing is connected yet").waitFor();
      await page.getByRole("link", { name: "Connect a source" }).click();
      await page.getByRole("link", { name: /GitHub/ }).click();
      await page.getByRole("heading", { level: 1, name: "Connect GitHub" }).waitFor();
      const repository = page.getByLabel("Repository");
      const secret = page.getByLabel("Token", { exact: true });
      await page.getByText("More options").first().click();
      await page.getByLabel("Address of the API").fill(fake.url);
      await repository.fill("acme/birds");
      await secret.fill("wrong");
      await page.getByRole("button", { name: "Check" }).click();
      await page.locator("[aria-invalid=true]").first().waitFor();
      expect(await secret.getAttribute("aria-invalid")).toBe("true");
      expect(await repository.inputValue()).toBe("acme/birds");

      await secret.fill(token);
      await repository.fill("acme/nowhere");
      await page.getByRole("button", { name: "Check" }).click();
      await page.locator("[aria-invalid=true]").first().waitFor();
      await repository.and(page.locator("[aria-invalid=true]")).waitFor();

      await repository.fill("acme/birds");
      await page.getByRole("button", { name: "Check" }).click();
      await page.getByText(/It works/).waitFor();
      await page.getByLabel(/^Name/).fill("Birds");
      await page.getByRole("button", { name: "Connect", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: "Birds" }).waitFor();
      await page.getByText("Everything there can be found").waitFor();
      const { sources } = await site().request<{ sources: { name: string }[] }>("GET", "/v1/sources");
      expect(sources.map(({ name }) => name)).toEqual(["Birds"]);
    },
  );

  inBrowser("are synced, paused, scheduled, disconnected and restored", async ({ visit }) => {
    const config = { repository: "acme/fish", baseUrl: fake.url };
    const { sourceId } = await syncedSource(site(), { kind: "github", name: "Fish", config, credentials: { token } });
    const page = await visit(site(), { path: `/sources/${sourceId}` });
    const menu = async (entry: string) => {
      await page.getByRole("button", { name: "More for Fish" }).click();
      await page.getByRole("menuitem", { name: entry }).click();
    };
    await page.getByRole("button", { name: "Sync now: Fish" }).click();
    await toast(page, /Fish is being synced/);
    await menu("Pause");
    await page.getByRole("button", { name: "Resume Fish" }).click();
    await page.getByRole("button", { name: "Sync now: Fish" }).waitFor();
    await page.getByRole("button", { name: "Sync now: Fish", disabled: false }).waitFor();
    await menu("Sync everything again");
    await page.getByRole("dialog").getByRole("button", { name: "Sync everything" }).click();
    await toast(page, "Everything of Fish is being read again");

    await page.getByRole("link", { name: "Settings", exact: true }).last().click();
    await page.getByLabel("How often").selectOption({ label: "Every hour" });
    await page.getByRole("button", { name: "Save the schedule" }).click();
    await toast(page, "The schedule is saved");
    await page.getByText(/Now: every hour/i).waitFor();

    await page.getByRole("link", { name: "Webhook" }).click();
    await page.getByRole("button", { name: "Add a secret" }).click();
    await page.getByRole("button", { name: "Make it" }).click();
    await page.getByText("it is not shown again").waitFor();
    const made = (await page.getByRole("dialog").locator("code").textContent()) ?? "";
    expect(made.length).toBeGreaterThan(20);
    await page.getByRole("button", { name: "Copy the secret" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(made);
    await page.getByRole("button", { name: "I have copied it" }).click();
    await page.getByText("it is not shown again").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Remove" }).waitFor();
    expect(await page.content()).not.toContain(made);

    await menu("Disconnect");
    await page.getByRole("dialog").getByRole("button", { name: "Disconnect" }).click();
    await page.getByText(/Disconnected on/).waitFor();
    const found = () => hitsWith(site(), "hovers over acme/fish");
    expect(await found()).toBe(0);
    await page.goto(`${site().url}/sources`);
    await page.getByRole("button", { name: "Restore Fish" }).click();
    await page.getByRole("dialog").getByLabel("Token", { exact: true }).fill(token);
    await page.getByRole("dialog").getByRole("button", { name: "Restore" }).click();
    await page.getByRole("button", { name: "Sync now: Fish" }).waitFor();
    await expect.poll(found, { timeout: 30_000 }).toBeGreaterThan(0);
  });

  inBrowser("that are refused say why, and work again with other credentials", async ({ visit }) => {
    const nests = await fake.createRepository("acme/nests");
    await nests.commit({ "README.md": "# Nests\n\nThe wren builds several.\n" });
    const config = { repository: "acme/nests", baseUrl: fake.url };
    const credentials = { token: fake.addToken() };
    const { sourceId } = await syncedSource(site(), { kind: "github", name: "Nests", config, credentials });
    fake.expireTokens();
    token = fake.addToken();
    await syncAgain(site(), sourceId);
    const page = await visit(site(), { path: "/sources" });
    await page.getByRole("link", { name: "Nests" }).click();
    await page.getByText("The last sync failed").waitFor();
    await page.getByRole("link", { name: "Replace the credentials" }).click();
    await page.getByRole("button", { name: "Replace…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Token", { exact: true }).fill(token);
    await dialog.getByRole("button", { name: "Replace" }).click();
    await toast(page, "Nests signs in with the new credentials");
    await page.getByRole("button", { name: "Sync now: Nests" }).click();
    await page.getByRole("link", { name: "Overview" }).click();
    await page.getByText("The last sync failed").waitFor({ state: "detached" });
    await page.getByText("Everything there can be found").waitFor();
  });
});
