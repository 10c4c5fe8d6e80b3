import { describe, expect, it } from "vitest";
import type { NoteEntry, NoteFiles } from "./note-files.ts";
import { pullNotes } from "./pull-notes.ts";

const NOW = Date.UTC(2026, 0, 1);

/** A directory that is a list, at a time that is given. */
function directoryOf(notes: NoteEntry[], clock = { now: NOW }) {
  const files: NoteFiles = { list: async () => notes, read: async () => null };
  const config = { directory: "/notes", maxNoteBytes: 100 };
  const context = { config, files, pageSize: 2, now: () => clock.now, idOf: (name: string) => name };
  return (mode: "full" | "incremental", cursor: string | null) => pullNotes(context, { mode, cursor });
}
const noteAt = (name: string, modifiedAt: number) => ({ name, modifiedAt, size: 1 });
const namesOf = (page: Awaited<ReturnType<typeof pullNotes>>) =>
  page.changes.map((change) => (change.type === "reference" ? change.reference.id : change.type));

describe("pullNotes", () => {
  it("looks back two seconds: a note may get its time a moment before it can be seen", async () => {
    const notes = [noteAt("a", NOW - 60_000)];
    const pull = directoryOf(notes);
    const { cursor } = await pull("full", null);
    notes.push(noteAt("b", NOW - 1_500));
    expect(namesOf(await pull("incremental", cursor))).toEqual(["b"]);
  });

  it("finds what changes while it pages", async () => {
    const clock = { now: NOW };
    const notes = [noteAt("b", 1), noteAt("c", 1), noteAt("d", 1)];
    const pull = directoryOf(notes, clock);
    const first = await pull("full", null);
    clock.now += 60_000;
    notes.unshift(noteAt("a", clock.now - 30_000));
    const second = await pull("full", first.cursor);
    expect([...namesOf(first), ...namesOf(second)]).toEqual(["b", "c", "d"]);
    expect(namesOf(await pull("incremental", second.cursor))).toEqual(["a"]);
  });

  it("lists everything again when a full pull is given the cursor of one that ended", async () => {
    const pull = directoryOf([noteAt("a", 1)]);
    const { cursor } = await pull("incremental", null);
    const again = await pull("full", cursor);
    expect(namesOf(again)).toEqual(["a"]);
    expect(again.complete).toBe(true);
  });

  it("says nothing about absence when it listed what changed only", async () => {
    const pull = directoryOf([noteAt("a", 1)]);
    const { cursor } = await pull("full", null);
    expect(await pull("incremental", cursor)).not.toHaveProperty("complete");
  });
});
