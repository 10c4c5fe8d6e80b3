import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ConsoleProcess, connectFlow, startConsole } from "@tributary/console/flows";
import { type SignedDelivery, signDelivery } from "@tributary/source-github/testing";
import { REPOSITORY, startServer } from "./github-server.ts";
import type { BenchRow } from "./row.ts";

/** Conversations the deliveries are about. */
const ISSUES = 200;

/** GitHub's payloads of issue comments are about this long, in bytes. */
const PAYLOAD_BYTES = 12_000;

/** Deliveries sent beforehand, at the same rate, which are not measured. */
const WARM_UP_SECONDS = 2;

/** How long the deliveries may take until all are worked on, in milliseconds. */
const PATIENCE_MS = 600_000;

const LOOK_MS = 200;

/**
 * Sends deliveries with bodies of their own, signed as GitHub signs them, at a fixed rate to a console that is served by a
 * process of its own, whatever becomes of the ones before. A delivery's time runs from the moment it is due to the end of
 * its answer.
 */
export async function benchWebhooks(options: { readonly rate: number; readonly seconds: number }): Promise<BenchRow[]> {
  const { rate, seconds } = options;
  const home = mkdtempSync(join(tmpdir(), "tributary-bench-webhooks-"));
  const github = await startServer();
  const console = await startConsole(home, { env: { DATABASE_URL: process.env.DATABASE_URL ?? "" } });
  try {
    await github.generate({ issues: ISSUES, comments: 3 });
    const { secret } = await connectFlow(console, {
      kind: "github",
      config: { repository: REPOSITORY, baseUrl: github.url },
      credentials: { token: github.token },
    });
    const deliveries = Array.from({ length: rate * (seconds + WARM_UP_SECONDS) }, (_, n) => delivery(n, secret));
    await sendAll(console, deliveries.slice(seconds * rate), rate);
    await untilWorkedOn(console);
    const loadBefore = loadavg()[0] ?? 0;
    const started = performance.now();
    const answers = await sendAll(console, deliveries.slice(0, seconds * rate), rate);
    const sent = performance.now();
    await untilWorkedOn(console);
    const behind = (performance.now() - sent) / 1_000;
    const times = answers.map(({ milliseconds }) => milliseconds).sort((left, right) => left - right);
    const name = (what: string) => `${rate} deliveries/s for ${seconds} s: ${what}`;
    return [
      { name: name("answered, p50"), value: quantile(times, 0.5), unit: "ms" },
      { name: name("answered, p99"), value: quantile(times, 0.99), unit: "ms", goal: "≤ 250" },
      { name: name("answered, longest"), value: times.at(-1) ?? Number.NaN, unit: "ms" },
      { name: name("not kept"), value: answers.filter(({ status }) => status !== 202).length, unit: "", goal: "0" },
      { name: name("sent in"), value: (sent - started) / 1_000, unit: "s" },
      { name: name("all worked on after the last answer"), value: behind, unit: "s" },
      { name: name("load average before"), value: loadBefore, unit: "" },
    ];
  } finally {
    await console.close();
    await github.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

function delivery(n: number, secret: string): SignedDelivery {
  const body = `Comment ${n}. `;
  const payload = {
    action: "created",
    issue: { number: 1 + ((n * 7919) % ISSUES) },
    comment: { id: n, body: body.repeat(Math.ceil(PAYLOAD_BYTES / body.length)) },
    repository: { full_name: REPOSITORY, default_branch: "main" },
  };
  return signDelivery({ event: "issue_comment", payload, secret });
}

interface Answer {
  /** 0 for none. */
  readonly status: number;
  readonly milliseconds: number;
}

async function sendAll(
  { url }: ConsoleProcess,
  deliveries: readonly SignedDelivery[],
  rate: number,
): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true });
  const started = performance.now();
  const answers: Promise<Answer>[] = [];
  for (const [n, { headers, body }] of deliveries.entries()) {
    const due = started + (n * 1_000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    answers.push(
      new Promise((resolve) => {
        const end = (status: number) => resolve({ status, milliseconds: performance.now() - due });
        const options = { method: "POST", agent, headers: { ...headers, "content-length": body.length } };
        const sending = request(`${url}/webhooks/github`, options, (response) => {
          response.resume().on("end", () => end(response.statusCode ?? 0));
        });
        sending.on("error", () => end(0)).end(body);
      }),
    );
  }
  const all = await Promise.all(answers);
  agent.destroy();
  return all;
}

async function untilWorkedOn(console: ConsoleProcess): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const { deliveries } = await console.request<{ deliveries: unknown[] }>(
      "GET",
      "/v1/webhooks/deliveries?state=pending&limit=1",
    );
    if (deliveries.length === 0) return;
    if (performance.now() > giveUpAt) throw new Error("The deliveries were not worked on in time.");
    await sleep(LOOK_MS);
  }
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
