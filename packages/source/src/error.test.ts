import { describe, expect, expectTypeOf, it } from "vitest";
import { isSourceError, SourceError, type SourceErrorCode, sourceErrorCodes } from "./error.ts";

describe("SourceError", () => {
  it("is an error with a code, a message and a cause", () => {
    const cause = new Error("read ECONNRESET");
    const error = new SourceError("unavailable", "GitHub did not answer.", { cause });
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe("SourceError: GitHub did not answer.");
    expect(error).toMatchObject({ code: "unavailable", cause, retryAfterMs: undefined });
    expect(error.stack).toContain("error.test");
  });

  it("has no cause when none is given", () => {
    expect(new SourceError("timeout", "GitHub took too long.")).not.toHaveProperty("cause");
    expect(new SourceError("timeout", "GitHub took too long.", { cause: undefined })).not.toHaveProperty("cause");
  });

  it("carries the provider's time", () => {
    expect(new SourceError("rate-limited", "Slow down.", { retryAfterMs: 30_000 }).retryAfterMs).toBe(30_000);
  });

  it("may name the setting to correct", () => {
    const setting = ["config", "path"];
    expect(new SourceError("not-found", "There is no such folder.", { setting }).setting).toEqual(setting);
    expect(new SourceError("timeout", "Git took too long.").setting).toBeUndefined();
  });

  it("says of every code whether trying again can help", () => {
    const codes = Object.keys(sourceErrorCodes) as SourceErrorCode[];
    const retryable = codes.filter((code) => new SourceError(code, "A sentence.").retryable);
    expect(retryable).toEqual(["rate-limited", "timeout", "unavailable"]);
    expect(codes).toHaveLength(10);
  });

  it("takes codes of the table only", () => {
    expectTypeOf<ConstructorParameters<typeof SourceError>[0]>().toEqualTypeOf<keyof typeof sourceErrorCodes>();
    expectTypeOf(new SourceError("timeout", "").code).toEqualTypeOf<SourceErrorCode>();
  });
});

describe("isSourceError", () => {
  it("knows the errors of another copy of the package, which instanceof does not", async () => {
    // The query makes it a module of its own, as a second installed copy would be.
    const specifier = "./error.ts?copy";
    const copy: typeof import("./error.ts") = await import(specifier);
    const error = new copy.SourceError("forbidden", "The token lacks a scope.");
    expect(error).not.toBeInstanceOf(SourceError);
    expect(isSourceError(error)).toBe(true);
    expect(copy.isSourceError(new SourceError("timeout", "GitHub took too long."))).toBe(true);
  });

  it("refuses everything else", () => {
    const lookalike = Object.assign(new Error("no"), { name: "SourceError", code: "timeout", retryable: true });
    for (const value of [lookalike, new TypeError("no"), {}, null, undefined, "timeout", 1, Symbol("no")]) {
      expect(isSourceError(value)).toBe(false);
    }
  });

  it("narrows to SourceError", () => {
    const value: unknown = new SourceError("timeout", "GitHub took too long.");
    if (isSourceError(value)) expectTypeOf(value).toEqualTypeOf<SourceError>();
    expectTypeOf<typeof value>().toBeUnknown();
  });
});
