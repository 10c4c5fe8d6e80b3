import type { PullPage, Source } from "@tributary/source";
import { describe, expect, it } from "vitest";
import type { SourceCheck } from "../check.ts";
import type { SourceSuite } from "../suite.ts";
import { type MemoryWorld, memorySuite } from "./memory-suite.ts";

/** A suite whose source or world is broken on purpose, and what the check must say about it. */
export type Sabotage = readonly [suite: SourceSuite<MemoryWorld>, message: RegExp];

/** The memory suite with parts of every source it makes replaced. */
export function broken(
  replace: (source: Source, world: MemoryWorld) => Partial<Source>,
  changes: Partial<SourceSuite<MemoryWorld>> = {},
): SourceSuite<MemoryWorld> {
  return inWorld((world) => {
    const source = () => ({ ...world.source(), ...replace(world.source(), world) });
    return {
      source,
      async stalled() {
        await world.stalled();
        return source();
      },
    };
  }, changes);
}

/** The memory suite with parts of every world replaced. */
export function inWorld(
  replace: (world: MemoryWorld) => Partial<MemoryWorld>,
  changes: Partial<SourceSuite<MemoryWorld>> = {},
): SourceSuite<MemoryWorld> {
  const suite = memorySuite();
  return {
    ...suite,
    ...changes,
    async create() {
      const world = await suite.create();
      return { ...world, ...replace(world) };
    },
  };
}

/** The memory suite with every page altered. */
export function pagesAltered(alter: (page: PullPage, index: number) => Partial<PullPage>): SourceSuite<MemoryWorld> {
  return broken((source) => {
    let index = 0;
    return {
      async pull(request) {
        const page = await source.pull(request);
        index += 1;
        return { ...page, ...alter(page, index - 1) };
      },
    };
  });
}

/** Declares that each of the checks fails every sabotage listed for it. */
export function describeChecks(
  title: string,
  checksOf: (suite: SourceSuite<MemoryWorld>) => readonly SourceCheck[],
  sabotages: Readonly<Record<string, Readonly<Record<string, Sabotage>>>>,
): void {
  describe(title, () => {
    it("have a sabotage each", () => {
      expect(Object.keys(sabotages).sort()).toEqual(
        checksOf(memorySuite())
          .map((check) => check.name)
          .sort(),
      );
    });

    for (const [name, cases] of Object.entries(sabotages)) {
      for (const [how, [suite, message]] of Object.entries(cases)) {
        it(`"${name}" notices ${how}`, async () => {
          await expect(checkNamed(checksOf(suite), name).run()).rejects.toThrow(message);
        });
      }
    }
  });
}

function checkNamed(checks: readonly SourceCheck[], name: string): SourceCheck {
  const check = checks.find((candidate) => candidate.name === name);
  if (check === undefined) throw new Error(`There is no check named "${name}".`);
  return check;
}
