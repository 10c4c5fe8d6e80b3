import { buildSchema, isObjectType } from "graphql";
import { expect, it } from "vitest";
import { extractSchema } from "./extract-schema.ts";
import { linearSchema } from "./linear-schema.ts";
import { readSdkDeclarations } from "./sdk-declarations.ts";

it("is what the installed @linear/sdk declares; after an update, run its `schema` script", () => {
  expect(linearSchema).toBe(extractSchema(readSdkDeclarations()));
});

it("is a schema, with arguments, nullability and lists as Linear has them", () => {
  const issue = buildSchema(linearSchema).getType("Issue");
  if (!isObjectType(issue)) throw new Error("Issue is no object type.");
  const { comments, assignee, labelIds, trashed, title } = issue.getFields();
  expect(comments?.args.map(({ name, type }) => `${name}: ${type}`)).toEqual([
    "after: String",
    "before: String",
    "filter: CommentFilter",
    "first: Int",
    "includeArchived: Boolean",
    "last: Int",
    "orderBy: PaginationOrderBy",
  ]);
  const types = [comments, assignee, labelIds, trashed, title].map((field) => String(field?.type));
  expect(types).toEqual(["CommentConnection!", "User", "[String!]!", "Boolean", "String!"]);
});

it("refuses declarations of another form", () => {
  expect(() => extractSchema("type Issue = string;")).toThrow("extract-schema.ts");
});
