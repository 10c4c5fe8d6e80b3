import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTestEngine, dataOf, on } from "../testing/test-engine.ts";

/** A function body as data: run by the engine, and by a plain interpreter that says what must come out. */
type Shape =
  | { readonly kind: "step"; readonly failures: number }
  | { readonly kind: "sleep" }
  | { readonly kind: "invoke" }
  | { readonly kind: "sequence" | "parallel"; readonly parts: readonly Shape[] };

const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.record({ kind: fc.constant("step" as const), failures: fc.constantFrom(0, 0, 0, 1, 2) }),
    fc.record({ kind: fc.constant("sleep" as const) }),
    fc.record({ kind: fc.constant("invoke" as const) }),
    fc.record({
      kind: fc.constantFrom("sequence" as const, "parallel" as const),
      parts: fc.array(tie("shape"), { minLength: 1, maxLength: 4 }),
    }),
  ),
}));

function expected(node: Shape, path: string): unknown {
  if (node.kind === "sleep") return null;
  if (node.kind === "step" || node.kind === "invoke") return path;
  return node.parts.map((part, index) => expected(part, `${path}.${index}`));
}

function stepPaths(node: Shape, path: string): string[] {
  if (node.kind === "step") return [path];
  return "parts" in node ? node.parts.flatMap((part, index) => stepPaths(part, `${path}.${index}`)) : [];
}

describe("functions of any shape", () => {
  it("end with the right result and run each step to success once", async () => {
    await fc.assert(
      fc.asyncProperty(shape, fc.boolean(), async (root, checkpointing) => {
        const { client, engine, serve, send, advance, onlyRun } = createTestEngine();
        const succeeded: string[] = [];
        const failures = new Map<string, number>();
        const child = client.createFunction({ id: "child", triggers: [] }, ({ event, step }) =>
          step.run("echo", () => dataOf(event).path),
        );
        const fn = client.createFunction({ id: "fn", retries: 3, checkpointing, ...on("go") }, ({ step }) => {
          const interpret = async (node: Shape, path: string): Promise<unknown> => {
            switch (node.kind) {
              case "step":
                return step.run(path, () => {
                  const before = failures.get(path) ?? 0;
                  failures.set(path, before + 1);
                  if (before < node.failures) throw new Error(`failure ${before} of ${path}`);
                  succeeded.push(path);
                  return path;
                });
              case "sleep":
                await step.sleep(path, "1m");
                return null;
              case "invoke":
                return step.invoke(path, { function: child, data: { path } });
              case "parallel":
                return Promise.all(node.parts.map((part, index) => interpret(part, `${path}.${index}`)));
              case "sequence": {
                const results: unknown[] = [];
                for (const [index, part] of node.parts.entries())
                  results.push(await interpret(part, `${path}.${index}`));
                return results;
              }
            }
          };
          return interpret(root, "r");
        });
        await serve(child, fn);
        await send("go");
        await advance(3_600_000);
        expect(onlyRun("fn")).toMatchObject({ status: "completed" });
        expect(onlyRun("fn").output).toEqual(expected(root, "r"));
        expect(succeeded.toSorted()).toEqual(stepPaths(root, "r").toSorted());
        await engine.stop();
      }),
      { numRuns: 30, seed: 7 },
    );
  });
});
