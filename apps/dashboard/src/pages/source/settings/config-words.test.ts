import { expect, it } from "vitest";
import { readFormSchema } from "../../../components/schema-form/form-schema.ts";
import { settingWords } from "./config-words.ts";

const [group] = readFormSchema({
  properties: {
    issues: { type: "boolean", default: true },
    size: { type: "integer", default: 1_048_576 },
    include: { type: "array" },
    branch: { type: "string" },
  },
});
const words = (name: string, value: unknown) => {
  const field = group?.fields.find((one) => one.name === name);
  return field && settingWords(field, value);
};

it("says what was chosen, and what holds where nothing was", () => {
  expect(words("issues", undefined)).toEqual({ value: "Yes", chosen: false });
  expect(words("issues", false)).toEqual({ value: "No", chosen: true });
  expect(words("size", undefined)).toEqual({ value: "1,048,576", chosen: false });
  expect(words("include", ["docs", "*.md"])).toEqual({ value: "docs, *.md", chosen: true });
  expect(words("branch", undefined)).toEqual({ value: "Not set", chosen: false });
});
