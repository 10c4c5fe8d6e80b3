import { afterAll, beforeAll, describe, expect } from "vitest";
import { settled } from "../testing/accessibility.ts";
import { attack } from "../testing/attack.ts";
import { startForeignServer } from "../testing/foreign-server.ts";
import { inBrowser } from "../testing/in-browser.ts";
import { shareSite } from "../testing/share-site.ts";

describe("a new console", () => {
  // Nothing listens there: no mail leaves the machine.
  const site = shareSite({ env: { SMTP_URL: "smtp://127.0.0.1:9", SMTP_FROM: "tributary@example.test" } });

  inBrowser(
    "signing in by the link that serve prints leads to the search, and leaves no key in the address",
    async ({ visit }) => {
      const page = await visit(site(), { key: null, path: `/sign-in#key=${site().apiKey}` });
      await page.getByRole("navigation", { name: "Pages" }).waitFor();
      expect(new URL(page.url())).toMatchObject({ pathname: "/", hash: "" });
      await page.goBack().catch(() => null);
      expect(page.url()).not.toContain(site().apiKey);
    },
  );

  inBrowser("signing in leads to the page that was asked for, and says when a key is wrong", async ({ visit }) => {
    const page = await visit(site(), { key: null, path: "/sources", expected: [/answered 401: POST \/v1\/session/] });
    await page.getByLabel("API key").fill("trib_wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("This API key is not known here, or was revoked.").waitFor();
    await page.getByLabel("API key").fill(site().apiKey);
    await page.getByLabel("API key").press("Enter");
    await page.getByRole("heading", { level: 1, name: "Sources" }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/sources");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    await page.goto(`${site().url}/runs`);
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  });

  inBrowser("says on each page why there is nothing, and what to do", async ({ visit }) => {
    const page = await visit(site(), { path: "/sources" });
    const empty: Readonly<Record<string, RegExp>> = {
      "/sources": /Nothing is connected yet/,
      "/runs": /Nothing has been synced yet/,
      "/alerts": /./,
      "/graph": /./,
      "/health": /./,
      "/workflows": /./,
      "/settings/activity": /./,
      "/settings/deletions": /./,
    };
    for (const [path, says] of Object.entries(empty)) {
      await page.goto(site().url + path);
      await settled(page);
      await page.getByRole("main").getByText(says).first().waitFor();
      expect(await page.getByRole("alert").count(), path).toBe(0);
    }
  });

  describe("in its settings", () => {
    inBrowser("keys are shown once, and one that is revoked signs its browser out", async ({ visit }) => {
      const page = await visit(site(), { path: "/settings" });
      await page.waitForURL("**/settings/keys");
      await page.getByRole("button", { name: "Make a key" }).click();
      await page.getByRole("dialog").getByLabel("Name").fill("laptop");
      await page.getByRole("button", { name: "Make the key" }).click();
      await page.getByRole("heading", { name: /The key “laptop” is made/ }).waitFor();
      await page.getByRole("button", { name: "Copy the key" }).click();
      const key = await page.evaluate(() => navigator.clipboard.readText());
      expect(key).toMatch(/^trib_/);
      await page.getByRole("button", { name: "I have copied it" }).click();
      const row = page.getByRole("row").filter({ hasText: "laptop" });
      await row.waitFor();
      expect(await page.content()).not.toContain(key);

      const other = await visit(site(), { key, path: "/runs", expected: [/^answered 401/] });
      await settled(other);
      await row.getByRole("button", { name: /Revoke/ }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Revoke it" }).click();
      await page.getByText("The key “laptop” is revoked").first().waitFor();
      await other.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
      await other.getByLabel("API key").fill(site().apiKey);
      await other.getByRole("button", { name: "Sign in" }).click();
      await other.getByRole("heading", { level: 1, name: "Runs" }).waitFor();
    });

    inBrowser("notifications are chosen, and what is wrong is said at its field", async ({ visit }) => {
      const page = await visit(site(), { path: "/settings/notifications", expected: [/^answered 4\d\d: (PUT|PATCH)/] });
      await page.getByLabel(/Addresses/).fill("ada@example.test\nnobody");
      await page.getByRole("button", { name: "Save addresses" }).click();
      await page.getByText("nobody is no email address.").waitFor();
      await page.getByLabel(/Addresses/).fill("ada@example.test");
      await page.getByRole("button", { name: "Save addresses" }).click();
      await page.getByText("1 address saved").first().waitFor();
      await page.getByLabel(/Incoming webhook/).fill("https://example.test/hook");
      await page.getByRole("button", { name: "Save the webhook" }).click();
      await page.locator("[aria-invalid=true]").waitFor();
      await page.reload();
      expect(await page.getByLabel(/Addresses/).inputValue()).toBe("ada@example.test");
    });

    inBrowser("the index and the activity say how things are", async ({ visit }) => {
      const page = await visit(site(), { path: "/settings/index" });
      await page.getByText(/local/i).first().waitFor();
      await page.goto(`${site().url}/settings/activity`);
      await settled(page);
      await page
        .getByRole("main")
        .getByText(/This machine/)
        .first()
        .waitFor();
    });
  });

  describe("keeps pages of others out of the browser of somebody who is signed in:", () => {
    let foreign: Awaited<ReturnType<typeof startForeignServer>>;
    beforeAll(async () => {
      foreign = await startForeignServer();
    });
    afterAll(() => foreign.close());

    // 127.0.0.1 on another port is the same site, whose requests carry the cookie; localhost is another site.
    for (const host of ["127.0.0.1", "localhost"]) {
      inBrowser(`can neither read nor change anything (from ${host})`, async ({ visit }) => {
        const own = await visit(site(), { path: "/sources", expected: [/./] });
        const page = await own.context().newPage();
        const answered: string[] = [];
        page.on("response", (response) => {
          const { origin, pathname } = new URL(response.url());
          if (origin === site().url && pathname.startsWith("/v1") && response.ok())
            answered.push(`${response.request().method()} ${pathname}`);
        });
        await page.goto(`http://${host}:${foreign.port}/`);
        expect(await attack(page, site().url)).toEqual({ read: [], streamed: false, ran: false });
        expect(page.frames().filter((frame) => frame.url().startsWith(site().url))).toEqual([]);
        await page.evaluate((target) => {
          const form = document.createElement("form");
          Object.assign(form, { method: "post", action: `${target}/v1/keys`, enctype: "text/plain" });
          const field = document.createElement("input");
          Object.assign(field, { name: '{"name":"stolen","x":"', value: '"}' });
          form.append(field);
          document.body.append(form);
          form.submit();
        }, site().url);
        await page.waitForURL(`${site().url}/**`);
        expect(await page.locator("body").textContent()).toMatch(/"code":"(foreign-page|unauthorized)"/);
        expect(answered).toEqual([]);
        const { keys } = await site().request<{ keys: { name: string }[] }>("GET", "/v1/keys");
        expect(keys.map(({ name }) => name)).not.toContain("stolen");
        const { sources } = await site().request<{ sources: unknown[] }>("GET", "/v1/sources");
        expect(sources).toEqual([]);
        await own.reload();
        await own.getByRole("heading", { level: 1, name: "Sources" }).waitFor();
      });
    }

    inBrowser("no script that is written into a page runs", async ({ visit }) => {
      const page = await visit(site(), {
        expected: [/^blocked: script-src/, /^console error: .*Content Security Policy/],
      });
      await page.getByRole("navigation", { name: "Pages" }).waitFor();
      const ran = await page.evaluate(() => {
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        const holder = document.createElement("div");
        holder.innerHTML = '<img alt="" src="data:," onerror="window.ran = true">';
        document.body.append(script, holder);
        return new Promise((resolve) => setTimeout(() => resolve(Reflect.get(window, "ran")), 300));
      });
      expect(ran).toBeUndefined();
    });
  });
});
