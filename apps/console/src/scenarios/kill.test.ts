import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { connect } from "../cli/connect.ts";
import { gitAt, type SyncSummary, syncSource } from "../cli/sync.ts";
import { readEnv } from "../env/env.ts";
import { lastObject, tributary } from "../testing/command.ts";
import { prepareHome } from "../testing/prepared-home.ts";
import { createQuietOutput } from "../testing/quiet-output.ts";
import { createRepository, temporaryFolder } from "../testing/repository.ts";
import { seededRandom } from "../testing/seeded-random.ts";
import { readState, type State } from "../testing/state.ts";

const crashPoints = join(import.meta.dirname, "../testing/crash-points.ts");

/** Kills at this many points, spread over the whole sync by the seed; `pnpm --filter @tributary/console test:kill` tries 50. */
const KILLS = Number(process.env.TRIBUTARY_TEST_KILLS ?? 2);

/** Points tried beyond that, where a run ends before it comes to its point. */
const SPARE = 4;

/** Commits that arrive together share one flush, so that runs differ in their number: most have at least this share. */
const SURE_SHARE = 0.85;
const SEED = 20_261;

/** Processes at once: as many as the smallest machine has cores. */
const PARALLEL = 2;

/** What a sync of the repository leaves in a data folder, after whatever happened there before. */
async function syncAndRead(home: string, repository: string): Promise<{ summary: SyncSummary; state: State }> {
  const env = readEnv({ TRIBUTARY_HOME: home });
  const connection = await connect(env, { command: "test", workflows: "here" });
  try {
    const { client, runtime } = connection;
    if (!runtime) throw new Error("Somebody owns the data folder.");
    const { signal } = new AbortController();
    const summary = await syncSource(client, {
      source: gitAt(repository),
      mode: "incremental",
      output: createQuietOutput(),
      signal,
    });
    return { summary, state: await readState(runtime) };
  } finally {
    await connection.close();
  }
}

describe("kill -9 during a sync", () => {
  it(`ends, when synced again, with what an uninterrupted sync has: ${KILLS} points`, {
    timeout: 900_000,
  }, async () => {
    const folder = temporaryFolder();
    const repository = createRepository(join(folder, "repository"), files());
    const crash = async (home: string, env: Record<string, string>) => {
      await prepareHome(home);
      return tributary(home, ["sync", "--git", repository, "--json"], { imports: [crashPoints], env });
    };

    const reference = join(folder, "reference");
    const countFile = join(folder, "points");
    const whole = await crash(reference, { TRIBUTARY_CRASH_COUNT: countFile });
    expect(lastObject(whole)).toMatchObject({ status: "completed", failed: 0 });
    const { state: expected } = await syncAndRead(reference, repository);
    expect(expected.vectors.length).toBeGreaterThan(0);
    const points = Number(readFileSync(countFile, "utf8"));
    expect(points).toBeGreaterThan(KILLS);

    const chosen = spread(Math.floor(points * SURE_SHARE), KILLS + SPARE, SEED);
    const wrong: string[] = [];
    let killed = 0;
    const work = async () => {
      for (let point = chosen.pop(); point !== undefined && killed < KILLS; point = chosen.pop()) {
        const home = join(folder, `home-${point}`);
        const crashed = await crash(home, { TRIBUTARY_CRASH_POINT: String(point) });
        if (crashed.signal === "SIGKILL") killed += 1;
        else if (crashed.code !== 0) wrong.push(`point ${point}: ${crashed.stderr}`);
        const { summary, state } = await syncAndRead(home, repository);
        if (summary.status !== "completed") wrong.push(`point ${point}: ${JSON.stringify(summary)}`);
        if (state.hash !== expected.hash) wrong.push(`point ${point}: ${difference(expected, state)}`);
        rmSync(home, { recursive: true });
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
    expect(wrong).toEqual([]);
    expect(killed).toBeGreaterThanOrEqual(KILLS);
  });
});

/** 70 small files, so that a sync has more than one batch. */
function files(): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: 70 }, (_, n) =>
      n % 3 === 0
        ? [
            `docs/page-${n}.md`,
            `# Page ${n}\n\nText of page ${n} about tides and lamps.\n\n## More\n\n${"Words. ".repeat(n)}\n`,
          ]
        : [`src/module-${n}.ts`, `/** Module ${n}. */\nexport function module${n}(): number {\n  return ${n};\n}\n`],
    ),
  );
}

/** `count` different points from 1 to `points`, one from each equal part, in an order of the seed's. */
function spread(points: number, count: number, seed: number): number[] {
  const random = seededRandom(seed);
  const part = points / count;
  return Array.from({ length: count }, (_, index) => ({
    point: Math.max(1, Math.ceil((index + random()) * part)),
    turn: random(),
  }))
    .sort((one, other) => one.turn - other.turn)
    .map(({ point }) => point);
}

function difference(
  expected: { documents: readonly string[]; vectors: readonly string[] },
  actual: typeof expected,
): string {
  const missing = (left: readonly string[], right: readonly string[]) =>
    left.filter((row) => !right.includes(row)).slice(0, 3);
  return JSON.stringify({
    documents: {
      missing: missing(expected.documents, actual.documents),
      extra: missing(actual.documents, expected.documents),
    },
    vectors: { missing: missing(expected.vectors, actual.vectors), extra: missing(actual.vectors, expected.vectors) },
    counts: [expected.documents.length, actual.documents.length, expected.vectors.length, actual.vectors.length],
  });
}
