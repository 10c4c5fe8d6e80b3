import { type Browser, chromium } from "playwright-core";
import { findBrowser } from "./find-browser.ts";

/** The browser there is to test with. */
export const foundBrowser = findBrowser(process.env);

// A worker runs this file once for all of its test files.
if (foundBrowser.path === undefined) process.stderr.write(`${foundBrowser.advice}\n`);

let launched: Promise<Browser> | undefined;

/** The browser of this process, started when first asked for; it ends with the process. */
export function launchBrowser(): Promise<Browser> {
  if (foundBrowser.path === undefined) throw new Error(foundBrowser.advice);
  launched ??= chromium.launch({
    executablePath: foundBrowser.path,
    // Chromium refuses its sandbox to root, which CI often is.
    args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
  return launched;
}
