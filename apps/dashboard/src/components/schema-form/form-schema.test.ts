import { describe, expect, it } from "vitest";
import { issuesByField, issuesElsewhere, stillTrue } from "./form-issues.ts";
import { readFormSchema } from "./form-schema.ts";
import { isFilled, missing, sendable, typedOf } from "./form-values.ts";

const config = {
  type: "object",
  required: ["repository"],
  properties: {
    repository: { type: "string", title: "Repository", examples: ["octocat/hello"] },
    issues: { type: "boolean", default: true, title: "Issues" },
    commits: { type: "integer", default: 0, minimum: 0, maximum: 5000, advanced: true, title: "Commits" },
    include: { type: "array", items: { type: "string" }, examples: [["docs", "*.md"]], advanced: true },
    comments: { type: "string", enum: ["page", "all"], default: "page" },
    since: { type: "string", format: "date" },
    maxFileBytes: { type: "integer" },
  },
};

describe("readFormSchema", () => {
  it("says for each property how it is typed in", () => {
    const [group] = readFormSchema(config);
    expect(Object.fromEntries(group?.fields.map(({ name, input }) => [name, input]) ?? [])).toEqual({
      repository: "text",
      issues: "boolean",
      commits: "integer",
      include: "list",
      comments: "choice",
      since: "date",
      maxFileBytes: "integer",
    });
    expect(group?.fields.find(({ name }) => name === "include")).toMatchObject({
      example: "docs\n*.md",
      advanced: true,
    });
    expect(group?.fields.at(-1)?.title).toBe("Max file bytes");
  });

  it("offers each of oneOf, hides secrets, and keeps required fields in sight", () => {
    const groups = readFormSchema({
      oneOf: [
        {
          title: "Token",
          properties: { token: { type: "string", writeOnly: true, advanced: true } },
          required: ["token"],
        },
        {
          title: "App",
          properties: { key: { type: "string", writeOnly: true, contentMediaType: "application/x-pem-file" } },
        },
      ],
    });
    expect(groups.map(({ title, fields }) => [title, fields[0]?.input, fields[0]?.advanced])).toEqual([
      ["Token", "secret", false],
      ["App", "long-secret", false],
    ]);
  });

  it("asks for nothing where there is no schema", () => {
    expect(readFormSchema(null)).toEqual([]);
  });
});

describe("sendable", () => {
  const fields = readFormSchema(config)[0]?.fields ?? [];

  it("leaves out what was left alone or emptied", () => {
    expect(sendable(fields, { repository: " octocat/hello ", commits: "", include: " \n" })).toEqual({
      repository: "octocat/hello",
    });
  });

  it("sends numbers, lists and what was switched", () => {
    expect(sendable(fields, { commits: "20", include: "docs\n\n *.md ", issues: false })).toEqual({
      commits: 20,
      include: ["docs", "*.md"],
      issues: false,
    });
  });

  it("lets the server say what is no number", () => {
    expect(sendable(fields, { commits: "many" })).toEqual({ commits: "many" });
  });

  it("shows what was sent once so that it is sent the same again", () => {
    const sent = { repository: "octocat/hello", commits: 20, include: ["docs", "*.md"], issues: false };
    expect(sendable(fields, typedOf(fields, sent))).toEqual(sent);
  });

  it("knows what is still needed", () => {
    expect(isFilled(fields, { repository: " " })).toBe(false);
    expect(missing(fields, {})).toEqual({ repository: "This is needed." });
    expect(isFilled(fields, { repository: "a/b" })).toBe(true);
  });
});

describe("issues", () => {
  const issues = [
    { path: ["config", "repository"], message: "There is none." },
    { path: ["config", "include", "1"], message: "No glob." },
    { path: ["credentials"], message: "These are needed." },
  ];

  it("belong to their fields, and to lines of lists", () => {
    expect(issuesByField("config", issues)).toEqual({ repository: "There is none.", include: "Line 2: No glob." });
    expect(issuesElsewhere(issues, { config: ["repository", "include"] })).toEqual(["These are needed."]);
  });

  it("hold until the field is changed", () => {
    const found = { repository: "There is none.", branch: "Gone." };
    expect(stillTrue(found, { repository: "a/b", branch: "x" }, { repository: "a/c", branch: "x" })).toEqual({
      branch: "Gone.",
    });
  });
});
