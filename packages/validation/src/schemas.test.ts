import { describe, expect, it } from "vitest";
import {
  cleanText,
  DOCUMENT_ID_MAX_LENGTH,
  documentReferenceSchema,
  documentSchema,
  eventSchemas,
  isJobActive,
  jobStatusSchema,
  jsonValueSchema,
  noCounts,
  RESULTS_MAX,
  searchRequestSchema,
  workflowInputSchema,
  workflowOutputSchema,
  workflows,
} from "./index.ts";

const document = {
  id: "git:1f0c:file:a.md",
  source: "git",
  type: "file",
  title: "a.md",
  content: "# A",
  format: "markdown",
  version: "sha",
};

describe("cleanText", () => {
  it("replaces what other layers would reject or change, and nothing else", () => {
    expect(cleanText("a\0b\ud800c\u{1F600}\r\n")).toBe("a\uFFFDb\uFFFDc\u{1F600}\r\n");
  });
});

describe("jsonValueSchema", () => {
  it("takes what survives JSON and nothing else", () => {
    for (const value of [null, 0, "", true, [], {}, { a: [1, { b: null }] }]) {
      expect(jsonValueSchema.safeParse(value).success, JSON.stringify(value)).toBe(true);
    }
    let deep: unknown = 1;
    for (let level = 0; level < 200; level++) deep = [deep];
    for (const value of [undefined, Number.NaN, Number.POSITIVE_INFINITY, new Date(0), new Map(), () => 1, 1n, deep]) {
      expect(jsonValueSchema.safeParse(value).success).toBe(false);
    }
  });
});

describe("documents", () => {
  it("need an id within its limit, and ISO times with an offset", () => {
    expect(documentSchema.parse(document)).toEqual(document);
    const long = { ...document, id: "x".repeat(DOCUMENT_ID_MAX_LENGTH + 1) };
    expect(documentSchema.safeParse(long).success).toBe(false);
    expect(documentSchema.safeParse({ ...document, updatedAt: "2026-11-21T10:00:00+02:00" }).success).toBe(true);
    expect(documentSchema.safeParse({ ...document, updatedAt: "yesterday" }).success).toBe(false);
    expect(documentSchema.safeParse({ ...document, format: "binary" }).success).toBe(false);
  });

  it("drop fields nobody knows, so that credentials cannot ride along", () => {
    expect(documentSchema.parse({ ...document, token: "secret" })).not.toHaveProperty("token");
  });

  it("are referred to with whatever JSON the source needs", () => {
    const reference = { id: document.id, version: "1", type: "file", locator: { path: ["a", 1, null] } };
    expect(documentReferenceSchema.parse(reference)).toEqual(reference);
    expect(documentReferenceSchema.safeParse({ ...reference, locator: () => 1 }).success).toBe(false);
    expect(documentReferenceSchema.safeParse({ ...reference, size: -1 }).success).toBe(false);
  });
});

describe("workflows", () => {
  it("are all discriminated by their id, for input and output", () => {
    const ids = Object.keys(workflows).sort();
    const options = (schema: { options: readonly { shape: { workflow: { value: string } } }[] }) =>
      schema.options.map((option) => option.shape.workflow.value).sort();
    expect(options(workflowInputSchema)).toEqual(ids);
    expect(options(workflowOutputSchema)).toEqual(ids);
  });

  it("have a schema for the event that triggers each", () => {
    for (const { event, input } of Object.values(workflows)) {
      if (event !== null) expect(eventSchemas[event]).toBe(input);
    }
  });

  it("carry a workspace in every event", () => {
    for (const [name, schema] of Object.entries(eventSchemas)) {
      expect(Object.keys(schema.shape), name).toContain("workspaceId");
    }
  });

  it("fill in what a short request leaves out", () => {
    const input = workflows["sync.orchestrator"].input.parse({ workspaceId: "w", sourceId: "s" });
    expect(input).toEqual({ workspaceId: "w", sourceId: "s", mode: "incremental", trigger: "manual" });
  });

  it("refuse the input of another workflow", () => {
    const wrong = { workflow: "git.sync.handler", input: { workspaceId: "w" } };
    expect(workflowInputSchema.safeParse(wrong).success).toBe(false);
    expect(workflowInputSchema.safeParse({ ...wrong, workflow: "ensure.store" }).success).toBe(true);
  });
});

describe("jobs", () => {
  it("are active only while queued or running", () => {
    expect(jobStatusSchema.options.filter(isJobActive)).toEqual(["queued", "running"]);
  });

  it("start counting at zero, and nobody can change that", () => {
    expect(Object.values(noCounts).every((value) => value === 0)).toBe(true);
    expect(Object.isFrozen(noCounts)).toBe(true);
  });
});

describe("searches", () => {
  it("take lists separated by commas or repeated, and bound their size", () => {
    const parsed = searchRequestSchema.parse({
      q: " lamp ",
      source: "git,github",
      type: ["file", "issue"],
      limit: "5",
    });
    expect(parsed).toMatchObject({ q: "lamp", source: ["git", "github"], type: ["file", "issue"], limit: 5 });
    const authors = (author: string | string[]) => searchRequestSchema.parse({ q: "a", author }).author;
    expect(authors('"Lovelace, Ada"')).toEqual(["Lovelace, Ada"]);
    expect(authors('Grace,"Lovelace, ""Ada""",,Alan "x, y')).toEqual(["Grace", 'Lovelace, "Ada"', 'Alan "x', " y"]);
    expect(authors(["Lovelace, Ada", '"Grace"', ""])).toEqual(["Lovelace, Ada", '"Grace"']);
    expect(authors(`"${'""'.repeat(50_000)}`)).toHaveLength(1);
    expect(searchRequestSchema.safeParse({ q: "" }).success).toBe(false);
    expect(searchRequestSchema.safeParse({ q: "x".repeat(1001) }).success).toBe(false);
    expect(searchRequestSchema.safeParse({ q: "x", limit: RESULTS_MAX + 1 }).success).toBe(false);
    expect(searchRequestSchema.safeParse({ q: "x", after: "2026-11-01" }).success).toBe(true);
    expect(searchRequestSchema.safeParse({ q: "x", after: "soon" }).success).toBe(false);
  });
});
