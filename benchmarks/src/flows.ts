import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connectFlow, startConsole, startFlows, untilFound } from "@tributary/console/flows";
import type { BenchRow } from "./row.ts";

/** One for each time every flow is measured; nothing else contains them. */
const words = ["quokka", "numbat", "bilby", "potoroo", "dunnart"];

/** Between two flows, in milliseconds: what the one before left to do is not counted to the next. */
const PAUSE_MS = 1_500;

/**
 * Measures how long five things that happen at a provider take until a search finds them, from the change that has the
 * provider send its signed webhook, over HTTP to a console that is served by a process of its own: medians of five.
 */
export async function benchFlows(): Promise<BenchRow[]> {
  const home = mkdtempSync(join(tmpdir(), "tributary-bench-flows-"));
  const flows = await startFlows();
  const console = await startConsole(home);
  try {
    for (const flow of flows) {
      const { sourceId, secret } = await connectFlow(console, flow);
      flow.subscribe({ url: `${console.url}/webhooks/${flow.kind}/${sourceId}`, secret });
      await flow.settled();
    }
    const rows: BenchRow[] = [{ name: "load average before", value: loadavg()[0] ?? 0, unit: "" }];
    for (const flow of flows) {
      const seconds: number[] = [];
      for (const word of words) {
        await sleep(PAUSE_MS);
        const started = performance.now();
        await untilFound(console, await flow.happen(word));
        seconds.push((performance.now() - started) / 1_000);
      }
      await flow.settled();
      if (flow.refusals.length > 0) throw new Error(`${flow.name}: ${flow.refusals[0]}`);
      seconds.sort((left, right) => left - right);
      const figures = { median: seconds[Math.floor(seconds.length / 2)], longest: seconds.at(-1) };
      for (const [what, value = Number.NaN] of Object.entries(figures)) {
        rows.push({ name: `${flow.name} to search hit, ${what}`, value, unit: "s", goal: "< 5" });
      }
    }
    return rows;
  } finally {
    await console.close();
    for (const flow of flows) await flow.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}
