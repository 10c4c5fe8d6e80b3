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

  it("traces where a collector is named, and remembers queries unless told not to", () => {
    expect(readEnv({})).toMatchObject({ tracing: undefined, rememberQueries: true, metricsToken: undefined });
    const headers = "Authorization=Bearer%20x, other = y=z,,100%=";
    const given = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318", OTEL_EXPORTER_OTLP_HEADERS: headers };
    expect(readEnv({ ...given, TRIBUTARY_QUERY_LOG: "off" })).toMatchObject({
      tracing: { endpoint: "http://localhost:4318", headers: { authorization: "Bearer x", other: "y=z", "100%": "" } },
      rememberQueries: false,
    });
    expect(() => readEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: "grpc://x" })).toThrow("OTEL_EXPORTER_OTLP_ENDPOINT");
    expect(() => readEnv({ TRIBUTARY_METRICS_TOKEN: "short" })).toThrow("TRIBUTARY_METRICS_TOKEN");
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

  it("says where people are told of things, and refuses half a mail server", () => {
    expect(readEnv({}).outlets).toMatchObject({ publicUrl: undefined, smtp: undefined, slackOrigins: [] });
    const key = "0123456789abcdef0123456789abcdef";
    const variables = {
      ...{ SMTP_URL: "smtps://mail.example.com", SMTP_FROM: "Tributary <t@example.com>" },
      ...{ SLACK_WEBHOOK_ORIGINS: "https://a.example, http://127.0.0.1:8080", DATADOG_API_KEY: "k" },
      ...{ DATADOG_SITE: "datadoghq.eu", PAGERDUTY_ROUTING_KEY: key },
    };
    expect(readEnv(variables).outlets).toMatchObject({
      smtp: { from: "Tributary <t@example.com>" },
      slackOrigins: ["https://a.example", "http://127.0.0.1:8080"],
      datadog: { site: "datadoghq.eu" },
      pagerDuty: { routingKey: key },
    });
    expect(() => readEnv({ SMTP_URL: "smtp://mail.example.com" })).toThrow("SMTP_FROM: is needed");
    expect(() => readEnv({ SMTP_URL: "https://a.example", SMTP_FROM: "t" })).toThrow("must start with smtp://");
    expect(() => readEnv({ SLACK_WEBHOOK_ORIGINS: "https://a.example/path" })).toThrow("must be origins");
    expect(() => readEnv({ PAGERDUTY_ROUTING_KEY: "short" })).toThrow("32 characters");
  });
});
