import { expect, it } from "vitest";
import { answerFailure, errorSchema } from "./failure.ts";

const failure = (status: number, ...extensions: unknown[]) =>
  answerFailure(
    "List_issues",
    { status, headers: new Headers() },
    extensions.map((extension) => errorSchema.parse({ message: "Secret body text", extensions: extension })),
    0,
  );

it.each([
  [400, { code: "RATELIMITED" }, "rate-limited"],
  [400, { type: "ratelimited", code: "RATELIMITED" }, "rate-limited"],
  [429, undefined, "rate-limited"],
  [401, { type: "authentication error", code: "AUTHENTICATION_ERROR" }, "unauthorized"],
  [400, { code: "AUTHENTICATION_ERROR" }, "unauthorized"],
  [401, undefined, "unauthorized"],
  [200, { type: "forbidden" }, "forbidden"],
  [200, { type: "feature not accessible" }, "forbidden"],
  [403, undefined, "forbidden"],
  [200, { type: "internal error" }, "unavailable"],
  [200, { type: "lock timeout" }, "unavailable"],
  [200, { type: "something new" }, "unavailable"],
  [200, 42, "unavailable"],
  [503, undefined, "unavailable"],
  [504, undefined, "timeout"],
  [404, undefined, "not-found"],
  [400, { type: "invalid input" }, "invalid-response"],
  [400, { type: "graphql error", code: "GRAPHQL_VALIDATION_FAILED" }, "invalid-response"],
  [302, undefined, "invalid-response"],
])("says what status %i with %j means", (status, extensions, code) => {
  const error = extensions === undefined ? failure(status) : failure(status, extensions);
  expect(error.code).toBe(code);
  expect(error.message).not.toContain("Secret");
  expect(error.message).toContain("List_issues");
});

it("finds a rate limit among other errors", () => {
  expect(failure(200, { type: "internal error" }, { code: "RATELIMITED" }).code).toBe("rate-limited");
});
