import { describe, expect, it } from "vitest";
import { parseNote, toDocument } from "./note.ts";

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
const file = { id: "x:note:tea", version: "1", path: "tea.json" };

describe("parseNote", () => {
  it("reads a note and leaves aside what it does not know", () => {
    const note = { id: "tea", title: "Tea", body: "Green.", author: "Ada", updatedAt: "2026-01-02T03:04:05+01:00" };
    expect(parseNote("tea", bytes({ ...note, color: "green" }))).toEqual(note);
    expect(parseNote("tea", bytes(`\uFEFF${JSON.stringify(note)}`))).toEqual(note);
  });

  it.each([
    ["no JSON", "{", "The note tea.json is not JSON."],
    ["no object", "[]", "The note tea.json is not a note: it: "],
    ["a missing body", { id: "tea", title: "Tea" }, "The note tea.json is not a note: body: "],
    ["a time that is none", { id: "tea", title: "", body: "", updatedAt: "today" }, "is not a note: updatedAt: "],
    ["another id", { id: "coffee", title: "", body: "" }, "The note tea.json has another id than its file's name."],
  ])("refuses %s and says what is wrong", (_what, content, message) => {
    const read = () => parseNote("tea", bytes(content));
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ code: "invalid-response" }));
  });

  it("does not quote the note in its error", () => {
    const read = () => parseNote("tea", bytes('{"title": secret words'));
    expect(read).toThrow(expect.not.objectContaining({ cause: expect.anything() }));
    expect(read).not.toThrow(/secret/);
  });
});

describe("toDocument", () => {
  it("carries what the note has", () => {
    const note = { id: "tea", title: "Tea", body: "Green.", author: "Ada", updatedAt: "2026-01-02T03:04:05Z" };
    expect(toDocument(note, file)).toMatchObject({ title: "Tea", author: { name: "Ada" }, updatedAt: note.updatedAt });
    expect(toDocument({ id: "tea", title: "Tea", body: "Green." }, file)).not.toHaveProperty("author");
  });

  it("replaces what cannot be stored", () => {
    const note = { id: "tea", title: "half \ud83d", body: "a\0b", author: "\udc00" };
    const document = toDocument(note, file);
    expect(document).toMatchObject({ title: "half \uFFFD", content: "a\uFFFDb", author: { name: "\uFFFD" } });
  });
});
