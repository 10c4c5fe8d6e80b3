import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { apiTypes, apiTypesFile } from "../scripts/api-types.ts";

it("the dashboard knows the API as it is (node scripts/api-types.ts --write)", async () => {
  expect(readFileSync(apiTypesFile, "utf8") === (await apiTypes())).toBe(true);
});
