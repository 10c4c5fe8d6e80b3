import { describe, expect, it } from "vitest";
import { z } from "zod";
import { BodyTooLarge } from "./body.ts";
import { placeOf, readJson, readJsonBody, undocumentedAnswer, unusableAnswer } from "./json.ts";

const expected = { provider: "Slack", what: "users.list", maxBytes: 20 };
const json = (body: string, headers: Readonly<Record<string, string>> = {}) =>
  new Response(body, { headers: { "content-type": "application/json", ...headers } });

describe("readJson", () => {
  it.each(["application/json", "application/json; charset=utf-8", "Application/JSON", "application/problem+json"])(
    "takes %s",
    async (type) => {
      expect(await readJson(json('{"a":1}', { "content-type": type }), expected)).toEqual({ a: 1 });
    },
  );

  it.each([
    ["another type", json("{}", { "content-type": "text/html" }), "is no JSON"],
    ["a type that only begins so", json("{}", { "content-type": "application/jsonp" }), "is no JSON"],
    ["half a value", json('{"a":"secret'), "is no JSON"],
    ["nothing", json(""), "is no JSON"],
    ["another length", json("{}", { "content-length": "3" }), "is cut short"],
    ["too much", json(JSON.stringify("x".repeat(19))), "is larger than any of Slack's"],
  ])("refuses %s", async (_name, response, problem) => {
    const message = `Slack's answer to users.list ${problem}.`;
    await expect(readJson(response, expected)).rejects.toMatchObject({ code: "invalid-response", message });
  });

  it("does not compare the length of what was encoded", async () => {
    expect(await readJson(json("{}", { "content-length": "3", "content-encoding": "gzip" }), expected)).toEqual({});
  });

  it("quotes nothing of the answer", async () => {
    const error = await readJson(json('{"a":"secret'), expected).catch((thrown: unknown) => thrown);
    expect(error).not.toHaveProperty("cause");
  });

  it("ends the connection of an answer it does not read", async () => {
    const response = json("{}", { "content-type": "text/html" });
    await expect(readJsonBody(response, expected)).rejects.toThrow();
    expect(response.bodyUsed).toBe(true);
  });

  it("says of an answer that is too large that it is, for those who go on without", async () => {
    const error = await readJsonBody(json("x".repeat(21)), expected).catch((thrown: unknown) => thrown);
    expect(error).toHaveProperty("cause", expect.any(BodyTooLarge));
  });
});

describe("errors", () => {
  it("may say what to look at", () => {
    expect(unusableAnswer({ ...expected, advice: "check apiUrl" }, "is no JSON").message).toBe(
      "Slack's answer to users.list is no JSON: check apiUrl.",
    );
  });

  it("name the place that is not as documented, and nothing that may be data", () => {
    const schema = z.object({ users: z.array(z.object({ id: z.string() })) });
    const error = schema.safeParse({ users: [{ id: 1 }] }).error;
    const names = z.record(z.string(), z.string()).safeParse({ "a secret": 1 }).error;
    const all = z.string().safeParse(1).error;
    expect([error, names, all].map((one) => one && placeOf(one))).toEqual([" (users.0.id)", "", ""]);
    expect(error && undocumentedAnswer(expected, error).message).toBe(
      "Slack's answer to users.list is not as documented (users.0.id).",
    );
  });
});
