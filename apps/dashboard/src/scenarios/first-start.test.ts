import { join } from "node:path";
import { describe, expect } from "vitest";
import { serverAway } from "../testing/expected.ts";
import { birdFiles, createRepository } from "../testing/git-repository.ts";
import { inBrowser } from "../testing/in-browser.ts";
import { shareSite } from "../testing/share-site.ts";

describe("the first start", () => {
  const site = shareSite();

  inBrowser("leads from the printed link to the first hit, and the page survives the server", async ({ visit }) => {
    const folder = createRepository(join(site().folder, "birds"), birdFiles);
    const expected = [/answered (400|404|422): POST \/v1\/sources/, ...serverAway];
    const page = await visit(site(), { key: null, path: `/sign-in#key=${site().apiKey}`, expected });
    await page.getByRole("heading", { level: 1, name: "Three steps to your first search" }).waitFor();

    // A folder that is not there is told at its field.
    const field = page.getByLabel("Folder");
    await field.fill(join(site().folder, "nowhere"));
    await field.press("Enter");
    await page.getByText(/There is no folder .*nowhere/).waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await field.inputValue()).toContain("nowhere");

    await field.fill(folder);
    await page.getByRole("button", { name: "Connect" }).click();
    await page.getByRole("heading", { name: "Connected birds" }).waitFor();
    await page.getByText(/ added, .* in /).waitFor();
    await page.getByRole("button", { name: "Search birds" }).click();
    const box = page.getByRole("textbox", { name: "Search", exact: true });
    await box.fill("kestrel hovers");
    await page.getByRole("list", { name: "Hits" }).getByRole("link", { name: "flight.md" }).waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBe("kestrel hovers");

    // The server is gone at once, and comes back at the same address.
    await site().kill();
    const banner = page.getByText("The server cannot be reached. This page goes on by itself once it is back.");
    await banner.waitFor();
    await box.fill("thermal");
    await page.waitForTimeout(500);
    expect(await page.getByRole("alert").count()).toBe(0);
    // It is about to be gone to, and cannot be loaded.
    const health = page.getByRole("link", { name: "Health", exact: true });
    await health.hover();
    await page.waitForTimeout(500);
    await site().restart();
    await page.getByText("The server is back.").waitFor();
    await page.getByRole("list", { name: "Hits" }).getByRole("link", { name: "soar.py" }).waitFor();
    expect(await banner.count()).toBe(0);
    await page.getByRole("link", { name: "Sources", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Sources" }).waitFor();
    await page.getByRole("link", { name: "birds" }).first().waitFor();
    await health.click();
    await page.getByRole("heading", { level: 1, name: "Health" }).waitFor();
  });
});
