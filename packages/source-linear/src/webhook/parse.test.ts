import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { signDelivery } from "../testing/sign.ts";
import { parseDelivery } from "./parse.ts";

const meaning = (type: string, action: string, data: Record<string, unknown>, updatedFrom?: Record<string, unknown>) =>
  parseDelivery(signDelivery({ type, action, data, at: 0, ...(updatedFrom && { updatedFrom }) }, "secret"));
const changes = (...references: string[]) => ({ type: "changes", changes: { references } });

describe("parseDelivery", () => {
  it.each([
    ["Issue", "create", { id: "i" }, ["issue:i"]],
    ["Issue", "remove", { id: "i" }, ["removed:issue:i"]],
    ["Issue", "update", { id: "i", parentId: "p" }, ["issue:i", "issue:p"]],
    ["Comment", "remove", { id: "c", issueId: "i" }, ["issue:i"]],
    ["Comment", "create", { id: "c", projectUpdateId: "u" }, ["project-update:u"]],
    ["Comment", "create", { id: "c", initiativeUpdateId: "u" }, ["initiative-update:u"]],
    ["Comment", "create", { id: "c", documentContentId: "d" }, ["everything"]],
    ["Attachment", "create", { id: "a", issueId: "i" }, ["issue:i"]],
    ["Project", "update", { id: "p" }, ["project:p"]],
    ["ProjectUpdate", "create", { id: "u", projectId: "p" }, ["project-update:u"]],
    ["Initiative", "remove", { id: "n" }, ["removed:initiative:n"]],
    ["InitiativeUpdate", "update", { id: "u" }, ["initiative-update:u"]],
    ["Document", "update", { id: "d" }, ["document:d"]],
  ])("reads a %s %s", (type, action, data, references) => {
    expect(meaning(type, action, data)).toEqual(changes(...references));
  });

  it("reads the former parent of an issue that was moved", () => {
    expect(meaning("Issue", "update", { id: "i" }, { parentId: "before" })).toEqual(changes("issue:i", "issue:before"));
  });

  it.each([
    ["a type of no document", meaning("Cycle", "update", { id: "c" })],
    ["an action it does not know", meaning("Issue", "sla", { id: "i" })],
    ["a name that is inherited", meaning("constructor", "update", { id: "i" })],
    ["a comment on nothing", meaning("Comment", "create", { id: "c" })],
    ["an id that is none", meaning("Issue", "update", { id: "../../x y" })],
  ])("ignores %s, and says why", (_name, outcome) => {
    expect(outcome).toMatchObject({ type: "ignored", reason: expect.stringMatching(/.{10,}/) });
  });

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        (body) => {
          expect(parseDelivery({ headers: {}, body }).type).toBe("ignored");
        },
      ),
    );
    const deep = new TextEncoder().encode(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
    expect(parseDelivery({ headers: {}, body: deep }).type).toBe("ignored");
  });
});
