import { describe, expect, it } from "vitest";
import { exampleQueries } from "./examples.ts";

describe("exampleQueries", () => {
  it("are made of what is there", () => {
    const examples = exampleQueries({
      documents: [
        { title: "retryPolicy.ts", path: "src/http/client/retryPolicy.ts", type: "file" },
        { title: "raw-body.test.ts", path: "src/http/raw-body.test.ts", type: "file" },
        { title: "Login fails on Safari", path: null, type: "issue" },
        { title: "a.ts", path: "a.ts", type: "file" },
      ],
      authors: [{ value: "Ada Lovelace" }],
    });
    expect(examples.map(({ query }) => query)).toEqual([
      "retry policy",
      "path:src/http body",
      "type:issue login",
      'author:"Ada Lovelace" retry',
    ]);
  });

  it("are none while there is nothing with a name", () => {
    expect(exampleQueries({ documents: [{ title: "a", path: null, type: "file" }], authors: [] })).toEqual([]);
  });
});
