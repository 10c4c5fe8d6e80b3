import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { QueueItem } from "../store/queue.ts";
import { createHeap } from "./heap.ts";
import { createLanes, type TakenCall } from "./lanes.ts";

function item(itemId: number, slug: string, key: string, score = itemId): QueueItem {
  return {
    itemId,
    runId: `run-${itemId}`,
    kind: "discover",
    stepId: null,
    at: 0,
    attempt: 0,
    generation: 0,
    plannedPosition: 0,
    slug,
    score,
    gateValues: key,
    throttleKey: null,
  };
}

describe("createHeap", () => {
  it("gives values back in order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (values) => {
        const heap = createHeap<number>((left, right) => left - right);
        for (const value of values) heap.push(value);
        const out = values.map(() => heap.pop());
        expect(out).toEqual(values.toSorted((left, right) => left - right));
        expect(heap.pop()).toBeUndefined();
      }),
    );
  });
});

describe("createLanes", () => {
  const limits: Readonly<Record<string, number>> = { all: 4, "key:a": 1, "key:b": 2 };
  /** Functions share the counters and compare them with limits of their own. */
  const lower: Readonly<Record<string, number>> = { wide: 0, narrow: 1, narrowest: 3 };
  const limitOf = (slug: string, key: string): number | undefined => {
    const limit = limits[key];
    return limit && Math.max(limit - (lower[slug] ?? 0), 1);
  };

  function makeLanes(live: (slug: string) => boolean = () => true, queued: (item: QueueItem) => boolean = () => true) {
    return createLanes(
      {
        gatesOf: ({ gateValues, slug }) =>
          ["all", `key:${gateValues}`].flatMap((key) => {
            const limit = limitOf(slug, key);
            return limit === undefined ? [] : [{ key, limit }];
          }),
        isLive: live,
        admit: () => undefined,
      },
      queued,
    );
  }

  it("never exceeds a limit, always uses a free place, and keeps the order of each key, whatever happens", () => {
    const command = fc.oneof(
      fc.record({
        do: fc.constant("add" as const),
        slug: fc.constantFrom("wide", "narrow", "narrowest"),
        key: fc.constantFrom("a", "b", "c"),
        score: fc.nat(20),
      }),
      fc.record({ do: fc.constant("take" as const) }),
      fc.record({ do: fc.constant("release" as const), which: fc.nat(10) }),
      fc.record({ do: fc.constant("remove" as const), which: fc.nat(10) }),
      fc.record({ do: fc.constant("rebuild" as const) }),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 120 }), (commands) => {
        const waiting = new Map<number, QueueItem>();
        const lanes = makeLanes(
          () => true,
          (candidate) => waiting.has(candidate.itemId),
        );
        const running: TakenCall[] = [];
        const count = (key: string): number => running.filter((call) => call.item.gateValues === key).length;
        const isOpen = ({ gateValues, slug }: QueueItem): boolean =>
          running.length < (limitOf(slug, "all") ?? 0) && count(gateValues) < (limitOf(slug, `key:${gateValues}`) ?? 4);
        let next = 0;
        for (const step of commands) {
          if (step.do === "add") {
            next += 1;
            const added = item(next, step.slug, step.key, step.score);
            waiting.set(next, added);
            lanes.add(added);
          } else if (step.do === "take") {
            const possible = [...waiting.values()].filter(isOpen);
            const [best] = possible.toSorted((left, right) => left.score - right.score || left.itemId - right.itemId);
            const call = lanes.take(0);
            expect(call === undefined).toBe(possible.length === 0);
            if (!call) continue;
            expect(isOpen(call.item)).toBe(true);
            expect(call.item.itemId).toBe(best?.itemId);
            waiting.delete(call.item.itemId);
            running.push(call);
          } else if (step.do === "release") {
            const [call] = running.splice(step.which % Math.max(running.length, 1), 1);
            if (call) lanes.release(call);
          } else if (step.do === "remove") {
            const [removed] = [...waiting.keys()].slice(step.which % Math.max(waiting.size, 1));
            if (removed !== undefined) waiting.delete(removed);
          } else lanes.rebuild();
          expect(lanes.hasDue()).toBe(waiting.size > 0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("holds calls of functions that are not live until they are", () => {
    let isLive = false;
    const lanes = makeLanes(() => isLive);
    lanes.add(item(1, "fn", "c"));
    expect([lanes.take(0), lanes.held(), lanes.hasDue()]).toEqual([undefined, 1, false]);
    isLive = true;
    lanes.rebuild();
    expect([lanes.held(), lanes.take(0)?.item.itemId]).toEqual([0, 1]);
  });
});
