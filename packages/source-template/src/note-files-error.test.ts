import { SourceError } from "@tributary/source";
import { expect, it } from "vitest";
import { toSourceError } from "./note-files-error.ts";

const failure = (code: string, path?: string) =>
  Object.assign(new Error(`${code}: open`), { code, path, syscall: "open" });

it.each([
  ["ENOENT", "not-found", "The notes directory /notes does not exist"],
  ["ENOTDIR", "invalid-config", "/notes is a file"],
  ["EACCES", "forbidden", "/notes/a.json may not be read"],
  ["EPERM", "forbidden", "/notes/a.json may not be read"],
  ["ETIMEDOUT", "timeout", "The file system of /notes/a.json"],
  ["EIO", "unavailable", "/notes/a.json cannot be read just now (EIO)"],
])("says what %s means", (code, expected, sentence) => {
  const cause = failure(code, "/notes/a.json");
  const error = toSourceError(cause, "/notes", undefined);
  expect(error).toMatchObject({ code: expected, message: expect.stringContaining(sentence), cause });
});

it("leaves aborts, its own errors and bugs as they are", () => {
  const reason = new Error("Enough.");
  const own = new SourceError("timeout", "No answer.");
  const bug = new TypeError("x is undefined");
  expect(toSourceError(failure("EIO"), "/notes", AbortSignal.abort(reason))).toBe(reason);
  expect(toSourceError(own, "/notes", undefined)).toBe(own);
  expect(toSourceError(bug, "/notes", undefined)).toBe(bug);
});
