import fc from "fast-check";
import { describe, it } from "vitest";
import { chunk } from "./index.ts";
import { checkChunks } from "./testing/check-chunks.ts";
import { inputs, options } from "./testing/inputs.ts";

describe("for any input and options", () => {
  // A few seconds; on a machine busy with everything else, many times that.
  const patience = { timeout: 120_000 };

  it(
    "cuts without loss, to size, at exact offsets and lines, splits no character, and does it again the same way",
    patience,
    () => {
      fc.assert(
        fc.property(inputs, options, (input, { kind, maxTokens, overlapShare }) => {
          const chunkOptions = {
            kind,
            maxTokens,
            ...(overlapShare === null ? undefined : { overlapTokens: Math.floor(maxTokens * overlapShare) }),
          };
          checkChunks(input, chunk(input, chunkOptions), chunkOptions);
        }),
        { numRuns: 10_000 },
      );
    },
  );

  it("is deterministic", () => {
    fc.assert(
      fc.property(inputs, options, (input, { kind, maxTokens }) => {
        const once = JSON.stringify(chunk(input, { kind, maxTokens }));
        chunk(`other ${input}`, { maxTokens: 16 });
        return JSON.stringify(chunk(input, { kind, maxTokens })) === once;
      }),
      { numRuns: 500 },
    );
  });
});
