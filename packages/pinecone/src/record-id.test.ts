import { describe, expect, it } from "vitest";
import { encodeName } from "./encode-name.ts";
import { createNamespaceNames } from "./namespace-name.ts";
import { readStoredId, splitId, storedIdOf, storedPrefixOf } from "./record-id.ts";
import { oddTexts } from "./testing/odd-texts.ts";

describe("stored ids", () => {
  it("are short ASCII, and give back the record's id and version", () => {
    for (const text of oddTexts) {
      const stored = storedIdOf(`${text}#7`, 1_763_766_000_123_456);
      expect(stored).toMatch(/^[\w\-.:/#@!*'()%~]{1,512}$/);
      expect(readStoredId(stored)).toEqual({ id: `${text}#7`, version: 1_763_766_000_123_456 });
    }
  });

  it("say that they do not know the id of a record too long to be kept", () => {
    const stored = storedIdOf(`${"語".repeat(500)}#1`, 5);
    expect(stored.length).toBeLessThanOrEqual(512);
    expect(readStoredId(stored)).toEqual({ id: null, version: 5 });
    expect(storedIdOf(`${"語".repeat(500)}#2`, 5)).not.toBe(stored);
  });

  it("start with the code of every prefix of the record's id", () => {
    for (const text of [...oddTexts, "語".repeat(500)]) {
      const stored = storedIdOf(`${text}#7`, 1);
      for (let end = 0; end <= text.length; end += 1) {
        expect(stored.startsWith(storedPrefixOf(text.slice(0, end))), `${text} ${end}`).toBe(true);
      }
    }
  });

  it.each([
    ["a#1#0", { documentId: "a#1", ordinal: 0 }],
    ["a\n#12", { documentId: "a\n", ordinal: 12 }],
    ["a", null],
    ["a#", null],
    ["#1", null],
    ["a#01", null],
    ["a#-1", null],
  ])("part %j", (id, expected) => {
    expect(splitId(id)).toEqual(expected);
  });
});

describe("namespace names", () => {
  it("are short ASCII, never empty, and different for different prefixes and namespaces", () => {
    const names = new Set<string>();
    const texts = [...oddTexts, "x".repeat(2_000), `${"x".repeat(2_000)}y`, "system", "~system", "a~b"];
    const prefixes = ["", "a", "a~", "b"];
    for (const prefix of prefixes) {
      const { codeOf, nameOf, system } = createNamespaceNames(prefix);
      for (const name of [system, ...texts.map((text) => nameOf(codeOf(text)))]) {
        expect(name).toMatch(/^[\x21-\x7e]{1,512}$/);
        names.add(name);
      }
    }
    expect(names.size).toBe(prefixes.length * (texts.length + 1));
  });

  it.each(["", "\ud800"])("refuse %j", (namespace) => {
    expect(() => createNamespaceNames("").codeOf(namespace)).toThrow(/namespace/);
  });

  it("refuse a prefix that leaves no room", () => {
    expect(() => createNamespaceNames("x".repeat(65))).toThrow(/namespacePrefix/);
  });
});

describe("encodeName", () => {
  it("keeps paths readable and never gives ~", () => {
    expect(encodeName("git:1:file:src/a-b_c.ts#L1@x ~é")).toBe("git:1:file:src/a-b_c.ts#L1@x%20%7E%C3%A9");
  });
});
