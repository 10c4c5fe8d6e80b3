import { describe, expect, it } from "vitest";
import { describeRequest } from "./described-requests.ts";

const answer = { id: "sec_1", secret: "hidden", nested: { secret: "hidden" } };

describe("a request in the audit trail", () => {
  it("keeps of its answer what is named, and nothing else", () => {
    const route = "/v1/sources/:id/webhook-secrets";
    expect(describeRequest({ method: "POST", route, parameters: { id: "src_1" }, answer })).toEqual({
      ...{ action: "webhook-secret.added", subject: "src_1", details: { id: "sec_1" } },
    });
  });

  it("of a route that is not described is named by it", () => {
    const parameters = { id: "1", part: "p" };
    expect(describeRequest({ method: "PUT", route: "/v1/x/:id/:part", parameters, answer })).toEqual({
      ...{ action: "PUT /v1/x/:id/:part", subject: "1", details: { part: "p" } },
    });
  });
});
