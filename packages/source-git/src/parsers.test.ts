import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLog } from "./history.ts";
import { nulTokens } from "./nul-tokens.ts";
import { createObjectParser, type GitObject } from "./object-parser.ts";
import { parseTreeChanges } from "./tree-difference.ts";
import { parseTreeEntry } from "./tree-listing.ts";

/** A byte of a path, with those that mean something elsewhere in git's output more often. */
const pathByte = fc.oneof(
  fc.integer({ min: 1, max: 255 }).map((byte) => String.fromCharCode(byte)),
  fc.constantFrom(":", "\n", "\t", " ", '"', "-", "é"),
);
const path = fc.array(pathByte, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(""));
const sha = fc
  .array(fc.constantFrom(..."0123456789abcdef"), { minLength: 40, maxLength: 40 })
  .map((all) => all.join(""));
const cuts = fc.array(fc.nat(400), { maxLength: 12 });

function chunksOf(bytes: Buffer, places: readonly number[]): Buffer[] {
  const edges = [0, ...places.filter((place) => place < bytes.length).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
}

async function* streamOf(text: string, places: readonly number[]) {
  yield* chunksOf(Buffer.from(text, "latin1"), places);
}

async function collect<Value>(batches: AsyncIterable<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for await (const value of batches) values.push(value);
  return values;
}

describe("the parsers of git's output, wherever its chunks end", () => {
  it("read ls-tree", async () => {
    const entry = fc.record({
      mode: fc.constantFrom("100644", "100755", "120000", "160000"),
      sha,
      size: fc.option(fc.nat(), { nil: null }),
      path,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry), cuts, async (entries, places) => {
        const text = entries
          .map((one) => `${one.mode} blob ${one.sha} ${String(one.size ?? "-").padStart(7)}\t${one.path}\0`)
          .join("");
        const tokens = (await collect(nulTokens(streamOf(text, places)))).flat();
        expect(tokens.map(parseTreeEntry)).toEqual(entries);
      }),
    );
    expect(parseTreeEntry(`100644 blob ${"a".repeat(40)}     BAD\tf`).size).toBeNull();
  });

  it("read diff-tree", async () => {
    const change = fc.record({ status: fc.constantFrom("A", "M", "D", "T"), mode: fc.constant("100644"), sha, path });
    await fc.assert(
      fc.asyncProperty(fc.array(change), cuts, async (changes, places) => {
        const text = changes
          .map((one) => `:000000 ${one.mode} ${"0".repeat(40)} ${one.sha} ${one.status}\0${one.path}\0`)
          .join("");
        const parsed = (await collect(parseTreeChanges(nulTokens(streamOf(text, places))))).flat();
        expect(parsed).toEqual(
          changes.map(({ status, mode, sha: name, path: at }) =>
            status === "D" ? { type: "deleted", path: at } : { type: "changed", mode, sha: name, path: at },
          ),
        );
      }),
    );
  });

  it("read the log, merges and commits without a change included", async () => {
    const name = fc.array(fc.constantFrom("A", "é", ":", " ", "<"), { maxLength: 4 }).map((parts) => parts.join(""));
    const commit = fc.record({ sha, time: fc.nat(), name, email: name, merge: fc.boolean(), paths: fc.array(path) });
    await fc.assert(
      fc.asyncProperty(fc.array(commit), cuts, async (commits, places) => {
        const text = commits
          .map(({ merge, paths, ...one }) => {
            const heading = `${one.sha}\0${one.time}\0${bytes(one.name)}\0${bytes(one.email)}\0`;
            const colons = merge ? "::" : ":";
            const raw = paths.map((at) => `${colons}100644 100644 ${one.sha} ${one.sha} M\0${at}\0`).join("");
            return heading + (paths.length === 0 ? "" : (merge ? "\0" : "\n") + raw);
          })
          .join("");
        const parsed = await collect(parseLog(nulTokens(streamOf(text, places))));
        expect(parsed).toEqual(
          commits.map((one) => ({
            sha: one.sha,
            touch: { name: one.name, email: one.email, time: one.time },
            paths: one.paths,
          })),
        );
      }),
    );
  });

  it("read cat-file", () => {
    const object = fc.option(
      fc.record({
        sha,
        type: fc.constantFrom("blob", "commit"),
        content: fc.uint8Array().map((all) => Buffer.from(all)),
      }),
      { nil: null },
    );
    fc.assert(
      fc.property(fc.array(object), cuts, (objects, places) => {
        const stream = Buffer.concat(
          objects.flatMap((one) =>
            one === null
              ? [Buffer.from("HEAD:some file missing\n")]
              : [Buffer.from(`${one.sha} ${one.type} ${one.content.length}\n`), one.content, Buffer.from("\n")],
          ),
        );
        const parsed: (GitObject | null)[] = [];
        const parse = createObjectParser((one) => parsed.push(one));
        for (const chunk of chunksOf(stream, places)) parse(chunk);
        expect(parsed).toEqual(objects);
      }),
    );
  });
});

function bytes(text: string): string {
  return Buffer.from(text).toString("latin1");
}
