import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSyntaxChunker } from "../index.ts";
import { checkChunks } from "../testing/check-chunks.ts";
import { codeInputs, inputs, options } from "../testing/inputs.ts";
import { checkSyntaxChunks } from "./testing/check-syntax-chunks.ts";
import { examples } from "./testing/examples.ts";

const chunker = createSyntaxChunker();
/** Milliseconds. A second or two alone; parsers of edited code are slow on a machine that has much else to do. */
const PATIENCE = 120_000;

describe("for any code and options", () => {
  it(
    "cuts edited files of every language without loss, to size, at exact offsets and lines",
    async () => {
      await fc.assert(
        fc.asyncProperty(codeInputs, options, async ({ path, input }, { maxTokens, overlapShare }) => {
          const chunkOptions = { path, maxTokens, overlapTokens: Math.floor(maxTokens * (overlapShare ?? 0)) };
          const found = await chunker.chunk(input, chunkOptions);
          checkChunks(input, found.chunks, chunkOptions);
          checkSyntaxChunks(input, found);
        }),
        { numRuns: 500 },
      );
    },
    PATIENCE,
  );

  it(
    "does the same with what is of no language",
    async () => {
      await fc.assert(
        fc.asyncProperty(inputs, fc.constantFrom(...examples), options, async (input, { path }, { maxTokens }) => {
          const chunkOptions = { path, maxTokens, overlapTokens: 0 };
          const found = await chunker.chunk(input, chunkOptions);
          checkChunks(input, found.chunks, chunkOptions);
          checkSyntaxChunks(input, found);
        }),
        { numRuns: 100 },
      );
    },
    PATIENCE,
  );

  it(
    "is deterministic, whatever was parsed before",
    async () => {
      await fc.assert(
        fc.asyncProperty(codeInputs, codeInputs, async ({ path, input }, other) => {
          const once = await chunker.chunk(input, { path, maxTokens: 64 });
          await chunker.chunk(other.input, { path: other.path });
          expect(await createSyntaxChunker().chunk(input, { path, maxTokens: 64 })).toEqual(once);
        }),
        { numRuns: 10 },
      );
    },
    PATIENCE,
  );
});
