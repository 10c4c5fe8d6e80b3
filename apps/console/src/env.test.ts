import { describe, expect, it } from "vitest";
import { EnvError, readEnv } from "./env.ts";

describe("readEnv", () => {
  it("means everything embedded when nothing is set, and takes empty for unset", () => {
    const expected = { port: 3210, host: "127.0.0.1", databaseUrl: undefined, engine: { kind: "embedded" } };
    expect(readEnv({})).toMatchObject(expected);
    expect(readEnv({ DATABASE_URL: "", INNGEST_DEV: "", TRIBUTARY_PORT: "" })).toMatchObject(expected);
  });

  it("resolves the data folder against where the person stood", () => {
    expect(readEnv({ INIT_CWD: "/somewhere", TRIBUTARY_HOME: "data" }).home).toBe("/somewhere/data");
    expect(readEnv({ INIT_CWD: "/somewhere", TRIBUTARY_HOME: "/else" }).home).toBe("/else");
  });

  it("picks an Inngest server by its keys or by INNGEST_DEV", () => {
    const keys = { INNGEST_EVENT_KEY: "e", INNGEST_SIGNING_KEY: "signkey-test-00" };
    expect(readEnv(keys).engine).toMatchObject({ kind: "server", eventKey: "e", isDev: false });
    const selfHosted = { ...keys, INNGEST_BASE_URL: "http://inngest.internal:8288" };
    expect(readEnv(selfHosted).engine).toMatchObject({ kind: "server", baseUrl: "http://inngest.internal:8288" });
    expect(readEnv({ INNGEST_DEV: "http://127.0.0.1:8288" }).engine).toMatchObject({
      kind: "server",
      baseUrl: "http://127.0.0.1:8288",
      isDev: true,
    });
    expect(readEnv({ INNGEST_DEV: "0" }).engine).toEqual({ kind: "embedded" });
  });

  it("names every problem at once", () => {
    const wrong = {
      TRIBUTARY_PORT: "-1",
      DATABASE_URL: "file:x",
      INNGEST_SIGNING_KEY: "s",
      TRIBUTARY_LOG_LEVEL: "loud",
    };
    expect(() => readEnv(wrong)).toThrow(EnvError);
    for (const name of ["TRIBUTARY_PORT", "DATABASE_URL", "INNGEST_EVENT_KEY", "TRIBUTARY_LOG_LEVEL"]) {
      expect(() => readEnv(wrong)).toThrow(name);
    }
    expect(() => readEnv({ INNGEST_BASE_URL: "http://x" })).toThrow("INNGEST_BASE_URL");
  });
});
