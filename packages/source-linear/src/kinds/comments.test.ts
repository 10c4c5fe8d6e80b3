import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderComments } from "./comments.ts";

const at = (day: number) => `2026-01-${String(day).padStart(2, "0")}T10:00:00.000Z`;
const comment = (id: string, day: number, parentId: string | null = null, more: object = {}) => ({
  id,
  parentId,
  body: `Text of ${id}.`,
  createdAt: at(day),
  user: { name: `Writer ${id}`, displayName: null },
  ...more,
});

describe("renderComments", () => {
  it("keeps threads together, threads and replies by age", () => {
    const text = renderComments(
      [comment("c", 3), comment("b", 4, "a"), comment("a", 1), comment("d", 2, "a"), comment("e", 5, "d")],
      false,
    );
    expect(text).toBe(
      [
        "## Comments",
        "### Writer a wrote on 2026-01-01",
        "Text of a.",
        "#### Writer d replied on 2026-01-02",
        "Text of d.",
        "#### Writer e replied on 2026-01-05",
        "Text of e.",
        "#### Writer b replied on 2026-01-04",
        "Text of b.",
        "### Writer c wrote on 2026-01-03",
        "Text of c.",
      ].join("\n\n"),
    );
  });

  it("names whoever wrote: a person, someone outside or a bot", () => {
    const others = { user: null, externalUser: { name: "Guest", displayName: "" } };
    expect(renderComments([comment("a", 1, null, others)], false)).toContain("### Guest wrote");
    const bot = { user: null, botActor: { name: null, type: "github" } };
    expect(renderComments([comment("a", 1, null, bot)], false)).toContain("### Someone wrote");
  });

  it("says what is resolved and what is quoted", () => {
    const text = renderComments([comment("a", 1, null, { resolvedAt: at(2), quotedText: "one\ntwo" })], false);
    expect(text).toContain("wrote on 2026-01-01 (resolved)\n\n> one\n> two\n\nText of a.");
  });

  it("leaves out what was archived on its own, and keeps what was archived with its thread", () => {
    const list = [comment("a", 1), comment("b", 2, null, { archivedAt: at(3) })];
    expect(renderComments(list, false)).not.toContain("Text of b.");
    expect(renderComments(list, true)).toContain("Text of b.");
  });

  it("is empty without comments", () => {
    expect(renderComments([], false)).toBe("");
  });

  it("writes every comment exactly once, whatever replies to what", () => {
    const ids = ["a", "b", "c", "d", "e", "f"];
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom(...ids, "gone")), { maxLength: 6 }), (parents) => {
        const list = parents.map((parentId, index) => comment(ids[index] ?? "", index + 1, parentId));
        const text = renderComments(list, false);
        for (const { body } of list) expect(text.split(body).length - 1).toBe(1);
      }),
    );
  });
});
