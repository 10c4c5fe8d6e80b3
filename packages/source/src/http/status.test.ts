import { expect, it } from "vitest";
import { codeOfStatus } from "./status.ts";

it.each([
  [301, "invalid-response"],
  [400, "invalid-response"],
  [401, "unauthorized"],
  [403, "forbidden"],
  [404, "not-found"],
  [408, "timeout"],
  [418, "invalid-response"],
  [429, "rate-limited"],
  [500, "unavailable"],
  [504, "timeout"],
  [599, "unavailable"],
])("%d is %s", (status, code) => {
  expect(codeOfStatus(status)).toBe(code);
});
