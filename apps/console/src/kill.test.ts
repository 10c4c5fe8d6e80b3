import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lastObject, tributary } from "./testing/command.ts";
import { prepareHome } from "./testing/prepared-home.ts";
import { createRepository, temporaryFolder } from "./testing/repository.ts";
import { readState } from "./testing/state.ts";

const crashPoints = join(import.meta.dirname, "testing/crash-points.ts");

/** Kills at this many points, spread over the whole sync by the seed. */
const KILLS = 50;
const SEED = 20_261;

/** Processes at once: as many as the smallest machine has cores. */
const PARALLEL = 2;

describe("kill -9 during a sync", () => {
  it(`ends, after the same command again, with what an uninterrupted sync has: ${KILLS} points`, {
    timeout: 600_000,
  }, async () => {
    const folder = temporaryFolder();
    const repository = createRepository(join(folder, "repository"), files());
    const syncFrom = async (home: string, env: Record<string, string>) => {
      await prepareHome(home);
      return tributary(home, ["sync", "--git", repository, "--json"], { imports: [crashPoints], env });
    };

    const reference = join(folder, "reference");
    const countFile = join(folder, "points");
    const whole = await syncFrom(reference, { TRIBUTARY_CRASH_COUNT: countFile });
    expect(lastObject(whole)).toMatchObject({ status: "completed", failed: 0 });
    const expected = await readState(reference);
    expect(expected.vectors.length).toBeGreaterThan(0);
    const points = Number(readFileSync(countFile, "utf8"));
    expect(points).toBeGreaterThan(KILLS);

    const chosen = spread(points, KILLS, SEED);
    const wrong: string[] = [];
    const work = async () => {
      for (let point = chosen.pop(); point !== undefined; point = chosen.pop()) {
        const home = join(folder, `home-${point}`);
        const killed = await syncFrom(home, { TRIBUTARY_CRASH_POINT: String(point) });
        if (killed.signal !== "SIGKILL" && killed.code !== 0) wrong.push(`point ${point}: ${killed.stderr}`);
        const resumed = await tributary(home, ["sync", "--git", repository, "--json"]);
        if (resumed.code !== 0) wrong.push(`point ${point}: exit ${resumed.code} ${resumed.stdout} ${resumed.stderr}`);
        const state = await readState(home);
        if (state.hash !== expected.hash) wrong.push(`point ${point}: ${difference(expected, state)}`);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
    expect(wrong).toEqual([]);
  });
});

/** 130 small files, so that a sync has several batches. */
function files(): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: 130 }, (_, n) =>
      n % 3 === 0
        ? [
            `docs/page-${n}.md`,
            `# Page ${n}\n\nText of page ${n} about tides and lamps.\n\n## More\n\n${"Words. ".repeat(n)}\n`,
          ]
        : [`src/module-${n}.ts`, `/** Module ${n}. */\nexport function module${n}(): number {\n  return ${n};\n}\n`],
    ),
  );
}

/** `count` different points from 1 to `points`, one from each equal part, chosen by the seed. */
function spread(points: number, count: number, seed: number): number[] {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
  const part = points / count;
  return Array.from({ length: count }, (_, index) => Math.max(1, Math.ceil((index + random()) * part)));
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
