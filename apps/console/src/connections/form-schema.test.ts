import { sourceKindSchema } from "@tributary/validation";
import { describe, expect, it } from "vitest";
import { sourceKinds } from "../sources.ts";
import { formIssues } from "./form-issues.ts";
import { describeKind, secretFields } from "./form-schema.ts";

const definitionOf = (kind: string) => {
  const found = sourceKinds.get(kind);
  if (!found) throw new Error(`There is no kind ${kind}.`);
  return found.definition;
};

describe("the forms of every kind of source", () => {
  it.each([...sourceKinds.values()])("can be made of $definition.id", (kind) => {
    const described = sourceKindSchema.parse(describeKind(kind));
    expect(described.credentials === null).toBe(described.guide.length === 0);
    expect(described.webhooks).toBe(described.webhookGuide.length > 0);
    expect(JSON.parse(JSON.stringify(described))).toEqual(described);
  });

  it("know which fields are secrets", () => {
    const secrets = [...sourceKinds].map(([kind, { definition }]) => [kind, secretFields(definition)]);
    expect(Object.fromEntries(secrets)).toEqual({
      git: [],
      github: ["token", "privateKey"],
      linear: ["apiKey", "accessToken"],
      notion: ["token"],
      slack: ["token"],
      vercel: ["token"],
    });
  });
});

describe("what does not fit a form", () => {
  const issuesOf = (kind: string, part: "config" | "credentials", value: unknown) => {
    const { configSchema, credentialsSchema } = definitionOf(kind);
    const { error } = (part === "config" ? configSchema : credentialsSchema).safeParse(value);
    return error ? formIssues(part, error).map(({ path, message }) => `${path.join(".")}: ${message}`) : [];
  };

  it("is said by field", () => {
    expect(issuesOf("github", "config", { repository: "hello", comits: 3, commits: -1, include: ["a", ""] })).toEqual([
      "config.repository: repository is owner/name, such as octocat/hello",
      "config.commits: Too small: expected number to be >=0",
      "config.include.1: a glob must not be empty",
      "config.comits: There is no such setting: leave it out.",
    ]);
    expect(issuesOf("github", "config", {})).toEqual(["config.repository: This is needed."]);
    expect(issuesOf("git", "config", { path: "" })).toEqual(["config.path: This is needed."]);
  });

  it("is said of the alternative that was meant, without what was given", () => {
    expect(issuesOf("github", "credentials", { token: "with spaces" })).toEqual([
      "credentials.token: a token has no spaces and no line breaks in it",
    ]);
    expect(issuesOf("github", "credentials", { appId: 7, privateKey: "hidden" })).toEqual([
      "credentials.privateKey: privateKey is the whole PEM file GitHub gave",
      "credentials.installationId: This is needed.",
    ]);
    expect(issuesOf("linear", "credentials", { accessToken: "" })).toContain(
      "credentials.accessToken: This is needed.",
    );
  });
});
