import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** WCAG 2.2, levels A and AA. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** What axe finds wrong with a page as it is, one line a violation. */
export async function violations(page: Page): Promise<string[]> {
  // Without another page for its result: that would be one nobody watches.
  const found = await new AxeBuilder({ page }).withTags(tags).setLegacyMode(true).analyze();
  return found.violations.map(({ id, impact, help, nodes }) => {
    const places = nodes.map(({ target, any }) => `${target.join(" ")}${any[0] ? ` (${any[0].message})` : ""}`);
    return `${id} (${impact}): ${help}: ${places.slice(0, 3).join("; ")}${places.length > 3 ? ` and ${places.length - 3} more` : ""}`;
  });
}

/** Waits until a page shows what it is about: its heading, and nothing that is still being loaded. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForFunction(
    () => {
      const loading = [...document.querySelectorAll("[role=status]")].some((one) =>
        /^(Loading|Searching)/.test(one.textContent ?? ""),
      );
      return (
        !loading &&
        document.querySelector("[aria-busy=true]") === null &&
        document.getAnimations().every((one) => one.playState !== "running")
      );
    },
    undefined,
    // Not at every frame, which would have the browser draw all the time.
    { polling: 50 },
  );
}
