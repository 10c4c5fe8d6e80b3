import { describe, expect, it } from "vitest";
import { activityWords } from "./activity-words.ts";

const entry = {
  id: "act_1",
  actor: "laptop (key_01)",
  action: "key.created",
  subject: "key_2",
  details: {},
  at: "2026-11-22T12:00:00.000Z",
};

describe("an entry of the audit trail", () => {
  it("says who did what, and what the details add", () => {
    expect(activityWords({ ...entry, details: { name: "deploy" } })).toEqual({
      ...{ who: "laptop", words: "made the API key", place: "key", more: "deploy" },
    });
    const decided = {
      ...entry,
      actor: "local",
      action: "deletions.decided",
      subject: "src_1",
      details: { decision: "keep", count: 1200 },
    };
    expect(activityWords(decided)).toMatchObject({
      who: "This machine",
      place: "source",
      more: "kept 1,200 documents",
    });
  });

  it("of an alert names what was wrong", () => {
    const resolved = { ...entry, action: "alert.resolved", details: { "alert.condition": "sync-stuck" } };
    expect(activityWords(resolved).more).toBe("A sync takes too long");
  });

  it("tells a document that is tried again from a source's", () => {
    expect(activityWords({ ...entry, action: "retry.requested", subject: "src_1" }).place).toBe("source");
    expect(activityWords({ ...entry, action: "retry.requested", subject: "git:x:file:a" }).place).toBe("document");
  });

  it("that nobody has words for is named as it is", () => {
    expect(activityWords({ ...entry, action: "PUT /v1/new" }).words).toBe("PUT /v1/new");
  });
});
