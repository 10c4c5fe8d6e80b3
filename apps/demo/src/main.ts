import { once } from "node:events";
import { runDemo, SHARED_TOPIC } from "./run-demo.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

say("Harbour track parcels. Their six tools run on this machine; a console connects and syncs them:\n");
const demo = await runDemo(say);
try {
  say(`\nOne search over all of them: ${SHARED_TOPIC}\n`);
  const { results } = await demo.search(SHARED_TOPIC);
  const shown = new Set<string>();
  for (const { source, type, title, path, snippet, matchedLines, lines } of results) {
    if (shown.has(source)) continue;
    shown.add(source);
    const [first] = lines;
    const line = snippet.split("\n")[(matchedLines[0] ?? first) - first] ?? "";
    say(
      `${source.padEnd(8)} ${type}: ${path?.endsWith(title) ? path : title}\n${" ".repeat(9)}${line.trim().slice(0, 100)}`,
    );
  }
  if (process.stdout.isTTY) {
    say(`\nThe console is at ${demo.console.url}, its API key is ${demo.console.apiKey}.`);
    say(`Open its dashboard: ${demo.console.url}/sign-in#key=${demo.console.apiKey}`);
    say("Or search it from another terminal; Ctrl-C stops it:");
    say(
      `  TRIBUTARY_URL=${demo.console.url} TRIBUTARY_API_KEY=${demo.console.apiKey} pnpm --silent tributary search "logged out with two tabs"`,
    );
    if (!stop.signal.aborted) await once(stop.signal, "abort");
  }
} finally {
  await demo.close();
}
