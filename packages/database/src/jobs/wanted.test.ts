import { HINTS_MAX } from "@tributary/validation";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Asked, type Wanted, wantedNext, withAsked } from "./wanted.ts";

const nothing = { nextMode: null, nextChanges: null };
const ordinary: Wanted = { mode: "incremental", changes: null, ...nothing };
/** A job that begins or ends (true: it fails), or somebody who asks for something. */
const step = fc.oneof(
  fc.boolean(),
  fc.record({ mode: fc.constantFrom("incremental", "full") }),
  fc.record({
    mode: fc.constant("incremental" as const),
    changes: fc.record({ references: fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"), { minLength: 1 }) }),
  }),
);
const names = (...references: string[]) => ({ references });

/** Whether a job that began after somebody asked did what was asked. */
function answers(job: Wanted, asked: Asked): boolean {
  if (asked.mode === "full") return job.mode === "full";
  if (asked.changes === undefined) return job.changes === null;
  const read = new Set(job.changes?.references);
  return asked.changes.references.every((reference) => read.has(reference));
}

describe("what is asked of syncs", () => {
  it("is done by a job that begins afterwards, however jobs end and requests come", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let job: Wanted | null = null;
        let isQueued = true;
        let open: readonly Asked[] = [];
        /** What was asked by the time the job began. */
        let before: readonly Asked[] = [];
        const advance = (failed: boolean) => {
          if (!job) return;
          const done = job;
          if (isQueued) {
            before = open;
            isQueued = false;
            return;
          }
          const next = wantedNext(done, failed);
          if (!failed) open = open.filter((asked) => !before.includes(asked) || !answers(done, asked));
          // A failed job that none follows is tried again.
          job = failed ? (next ?? done) : next;
          isQueued = true;
        };
        for (const given of steps) {
          if (typeof given === "boolean") advance(given);
          else {
            const asked: Asked = { ...given };
            open = [...open, asked];
            const { mode, changes = null } = asked;
            job = job ? withAsked(job, asked, isQueued) : { mode, changes, ...nothing };
          }
        }
        for (let left = 0; left < 20; left += 1) advance(false);
        expect(job).toBeNull();
        expect(open).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("becomes everything when more is named than can be", () => {
    const many = names(...Array.from({ length: HINTS_MAX }, (_, n) => `x${n}`));
    const queued = withAsked({ ...ordinary, changes: names("a") }, { mode: "incremental", changes: many }, true);
    expect(queued).toEqual(ordinary);
    const running = withAsked({ ...ordinary, nextChanges: names("a") }, { mode: "incremental", changes: many }, false);
    expect(wantedNext(running, false)).toEqual(ordinary);
  });

  it("is not asked again of a job that takes it up anyway", () => {
    const again = { mode: "incremental", changes: names() } as const;
    expect(withAsked(ordinary, again, true)).toEqual(ordinary);
    expect(withAsked({ ...ordinary, changes: names() }, { mode: "incremental" }, true)).toEqual(ordinary);
    expect(wantedNext(withAsked(ordinary, again, false), false)).toEqual({ ...ordinary, changes: names() });
  });
});
