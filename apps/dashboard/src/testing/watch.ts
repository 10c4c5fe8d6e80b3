import type { BrowserContext, Page } from "playwright-core";

/** What a page did that none should. */
export interface Watch {
  readonly problems: readonly string[];
  /** Follows a page from its first request. */
  follow(page: Page): Promise<void>;
}

/**
 * Watches what pages do: errors on the console, exceptions, what the Content-Security-Policy blocked, requests to anywhere
 * but the site, answers that are errors, connections that failed. `expected` are those the test brings about.
 */
export function watchPages(context: BrowserContext, origin: string, expected: readonly RegExp[]): Watch {
  const problems: string[] = [];
  const report = (problem: string) => {
    if (!expected.some((pattern) => pattern.test(problem))) problems.push(problem);
  };
  context.on("console", (message) => {
    // Answers and failed requests are watched themselves, with their addresses.
    if (message.type() !== "error" || message.text().startsWith("Failed to load resource")) return;
    report(`console error: ${message.text()}`);
  });
  context.on("weberror", (error) => report(`exception: ${error.error().stack ?? error.error().message}`));
  context.on("request", (request) => {
    const { origin: asked, protocol } = new URL(request.url());
    if (asked !== origin && protocol !== "data:" && protocol !== "blob:") report(`asked elsewhere: ${request.url()}`);
  });
  context.on("response", (response) => {
    const { pathname } = new URL(response.url());
    // How a page learns that nobody is signed in.
    if (response.status() < 400 || (pathname === "/v1/session" && response.status() === 401)) return;
    report(`answered ${response.status()}: ${response.request().method()} ${pathname}`);
  });
  context.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText ?? "";
    // Pages abort what they no longer need.
    if (reason !== "net::ERR_ABORTED") report(`failed with ${reason}: ${request.method()} ${request.url()}`);
  });
  return {
    problems,
    follow: async (page) => {
      await page.exposeFunction("tributaryTestBlocked", (what: string) => report(`blocked: ${what}`));
      await page.addInitScript(() => {
        document.addEventListener(
          "securitypolicyviolation",
          ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
            const tell = Reflect.get(window, "tributaryTestBlocked") as (what: string) => void;
            tell(`${violatedDirective} ${blockedURI} (${sourceFile}:${lineNumber}) at ${location.pathname}`);
          },
        );
      });
    },
  };
}

/** Says how a page scrolls sideways; undefined when it does not. */
export async function sidewaysScroll(page: Page): Promise<string | undefined> {
  const [inner, whole] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth] as const);
  return whole > inner + 1 ? `scrolls sideways: ${whole} px at a width of ${inner} px on ${page.url()}` : undefined;
}
