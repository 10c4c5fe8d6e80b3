// Checks every kind and language on random inputs: `pnpm --filter @tributary/chunking fuzz --cases 1000000 --seed 1`.
import { parseArgs } from "node:util";
import fc from "fast-check";
import { chunk, createSyntaxChunker } from "../index.ts";
import { checkSyntaxChunks } from "../syntax/testing/check-syntax-chunks.ts";
import { chunkKinds } from "../types.ts";
import { checkChunks } from "./check-chunks.ts";
import { codeInputs, inputs, options } from "./inputs.ts";

const CASES_A_ROUND = 5_000;
const ROUNDS_A_LINE = 10;

const { values } = parseArgs({
  // Package managers pass on the -- before the arguments.
  args: process.argv.slice(2).filter((argument) => argument !== "--"),
  options: { cases: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } },
});
const cases = Number(values.cases);
const seed = Number(values.seed);
const chunker = createSyntaxChunker();
const counts = new Map<string, number>();

const plain = fc.property(inputs, options, (input, { kind, maxTokens, overlapShare }) => {
  const chunkOptions = { kind, maxTokens, overlapTokens: Math.floor(maxTokens * (overlapShare ?? 0)) };
  checkChunks(input, chunk(input, chunkOptions), chunkOptions);
  count(kind);
});
const byEdits = fc.asyncProperty(codeInputs, options, ({ path, input }, sizes) => checkSyntax(path, input, sizes));
const byGarbage = fc.asyncProperty(codeInputs, inputs, options, ({ path }, input, sizes) =>
  checkSyntax(path, input, sizes),
);

async function checkSyntax(
  path: string,
  input: string,
  { maxTokens, overlapShare }: { maxTokens: number; overlapShare: number | null },
): Promise<void> {
  const chunkOptions = { path, maxTokens, overlapTokens: Math.floor(maxTokens * (overlapShare ?? 0)) };
  const found = await chunker.chunk(input, chunkOptions);
  checkChunks(input, found.chunks, chunkOptions);
  checkSyntaxChunks(input, found);
  count(found.language ?? `${found.fallback ?? "empty"}`);
}

function count(name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

const started = performance.now();
for (let done = 0; done < cases; done += CASES_A_ROUND) {
  const numRuns = Math.min(CASES_A_ROUND, cases - done);
  const half = Math.ceil(numRuns / 2);
  // What has no syntax at all takes the parsers ten times as long.
  const garbage = Math.floor(numRuns / 10);
  const round = { seed: seed + done, endOnFailure: true } as const;
  fc.assert(plain, { ...round, numRuns: half });
  await fc.assert(byEdits, { ...round, numRuns: numRuns - half - garbage });
  await fc.assert(byGarbage, { ...round, numRuns: garbage });
  if ((done / CASES_A_ROUND) % ROUNDS_A_LINE === ROUNDS_A_LINE - 1) process.stdout.write(`${done + numRuns} cases\n`);
}
const seconds = Math.round((performance.now() - started) / 1000);
const kinds = [...counts].toSorted(([left], [right]) => left.localeCompare(right));
process.stdout.write(
  `${cases} cases of ${chunkKinds.length} kinds, seed ${seed}, in ${seconds} s: no property failed.\n` +
    `${kinds.map(([name, times]) => `${name} ${times}`).join(", ")}\n`,
);
