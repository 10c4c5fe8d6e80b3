import { fetchDocument, fetchIds } from "@tributary/source-testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorBody } from "./testing/index.ts";
import { createLinearWorld, type LinearWorld } from "./world/linear-world.ts";

let world: LinearWorld;
beforeEach(async () => {
  world = await createLinearWorld();
});
afterEach(() => world.dispose());

const outcomes = async (...ids: readonly string[]) =>
  Object.fromEntries(
    (await fetchIds(world.source(), ...ids)).map((result) =>
      result.type === "document" ? [result.document.id, "document"] : [result.id, result.type],
    ),
  );

describe("fetching", () => {
  it("pages every list inside a thing to its end", async () => {
    const { fake, ids, idOf } = world;
    const issueId = ids.third ?? "";
    for (let index = 0; index < 251; index += 1) {
      world.clock.now += 1;
      fake.create("Comment", { issueId, userId: fake.viewerId, body: `Long ${index}.` });
      if (index < 30) fake.create("Attachment", { issueId, title: `Link ${index}.` });
      if (index < 30)
        fake.create("Issue", {
          teamId: ids.team ?? "",
          stateId: ids.state ?? "",
          identifier: `ENG-${100 + index}`,
          parentId: issueId,
        });
    }
    const { content } = await fetchDocument(world.source(), idOf("issue", "third"));
    for (let index = 0; index < 251; index += 1) expect(content.split(`\nLong ${index}.`).length).toBe(2);
    for (let index = 0; index < 30; index += 1) expect(content).toContain(`Link ${index}.`);
    for (let index = 0; index < 30; index += 1) expect(content).toContain(`- ENG-${100 + index} `);
  });

  it("fails one thing when a later page of its lists fails for good, and the others go on", async () => {
    const { fake, ids, idOf } = world;
    for (let index = 0; index < 20; index += 1) {
      fake.create("Comment", { issueId: ids.third ?? "", userId: fake.viewerId, body: "More." });
    }
    fake.fail({
      operation: "More_issue_comments",
      fault: { type: "errors", errors: [errorBody("Broken", "invalid input", "INPUT_ERROR", 400)] },
    });
    expect(await outcomes(idOf("issue", "third"), idOf("issue", "second"))).toEqual({
      [idOf("issue", "third")]: "failed",
      [idOf("issue", "second")]: "document",
    });
  });

  it("throws, rather than hand out half a thread, when a later page fails for now", async () => {
    const { fake, ids, idOf } = world;
    for (let index = 0; index < 20; index += 1) {
      fake.create("Comment", { issueId: ids.third ?? "", userId: fake.viewerId, body: "More." });
    }
    fake.fail({ operation: "More_issue_comments", fault: { type: "status", status: 503 } });
    await expect(fetchIds(world.source(), idOf("issue", "third"))).rejects.toMatchObject({ code: "unavailable" });
  });

  it("asks for a batch in halves when Linear cannot answer for something in it", async () => {
    const { fake, ids, idOf } = world;
    // No value for a field that must have one: Linear answers null and an error for the whole list.
    fake.update("Issue", ids.second ?? "", { priorityLabel: null });
    expect(await outcomes(...["first", "second", "third"].map((name) => idOf("issue", name)))).toEqual({
      [idOf("issue", "first")]: "document",
      [idOf("issue", "second")]: "failed",
      [idOf("issue", "third")]: "document",
    });
  });

  it("does without relations to what the credentials may not see, and says so", async () => {
    const { fake, ids, idOf } = world;
    const hidden = "00000000-0000-4000-8000-0000000000ff";
    fake.create("IssueRelation", { issueId: ids.second ?? "", relatedIssueId: hidden, type: "blocks" });
    const before = fake.requests.length;
    expect(await outcomes(...["first", "second", "third"].map((name) => idOf("issue", name)))).toEqual({
      [idOf("issue", "first")]: "document",
      [idOf("issue", "second")]: "document",
      [idOf("issue", "third")]: "document",
    });
    expect(fake.requests.length - before).toBeLessThan(8);
    const document = await fetchDocument(world.source(), idOf("issue", "second"));
    expect(document.missing).toEqual([
      "relations: Linear could not answer for all of them",
      "inverseRelations: Linear could not answer for all of them",
    ]);
    expect(await fetchDocument(world.source(), idOf("issue", "first"))).not.toHaveProperty("missing");
  });

  it("does not ask again and again when the answer is none of Linear's", async () => {
    const { fake, idOf } = world;
    fake.fail({ operation: "Fetch_issues", fault: { type: "html" } });
    const before = fake.requests.length;
    const ids = ["first", "second", "third"].map((name) => idOf("issue", name));
    await expect(outcomes(...ids)).rejects.toMatchObject({ code: "invalid-response" });
    expect(fake.requests.length - before).toBe(1);
  });

  it.each([
    ["a number where a text was", (issue: Record<string, unknown>) => ({ ...issue, title: 7 })],
    ["nothing where something must be", (issue: Record<string, unknown>) => ({ ...issue, state: null })],
    ["no time", (issue: Record<string, unknown>) => ({ ...issue, createdAt: "yesterday" })],
    ["a list that is none", (issue: Record<string, unknown>) => ({ ...issue, comments: { nodes: "many" } })],
  ])("fails one issue that holds %s", async (_name, alter) => {
    const { fake, ids, idOf } = world;
    fake.fail({
      operation: "Fetch_issues",
      fault: {
        type: "alter",
        alter: (data) => {
          const { nodes } = data.issues as { nodes: Record<string, unknown>[] };
          const altered = nodes.map((node) => (node.id === ids.second ? alter(node) : node));
          return { ...data, issues: { nodes: altered, pageInfo: { hasNextPage: false } } };
        },
      },
    });
    expect(await outcomes(idOf("issue", "first"), idOf("issue", "second"))).toEqual({
      [idOf("issue", "first")]: "document",
      [idOf("issue", "second")]: "failed",
    });
  });

  it("takes unknown fields and values for what they are", async () => {
    const { fake, ids, idOf } = world;
    fake.update("WorkflowState", ids.state ?? "", { type: "a-type-of-next-year" });
    expect(await fetchDocument(world.source(), idOf("issue", "first"))).toMatchObject({
      metadata: { stateType: "a-type-of-next-year" },
    });
  });

  it("does not take silence for absence when the answer is about something else", async () => {
    const { fake, idOf } = world;
    fake.fail({
      operation: "Fetch_issues",
      fault: {
        type: "alter",
        alter: (data) => ({ ...data, issues: { nodes: [{ id: "another" }], pageInfo: { hasNextPage: false } } }),
      },
    });
    await expect(outcomes(idOf("issue", "first"))).rejects.toMatchObject({ code: "invalid-response" });
  });

  it("finds gone what is removed, in the bin, of another workspace, or no longer read", async () => {
    const { fake, ids, idOf } = world;
    fake.remove("Issue", ids.third ?? "");
    fake.archive("Issue", ids.second ?? "");
    const other = `linear:other:issue:${ids.first}`;
    expect(await outcomes(idOf("issue", "third"), idOf("issue", "binned"), other, "linear:acme:cycle:1")).toEqual({
      [idOf("issue", "third")]: "gone",
      [idOf("issue", "binned")]: "gone",
      [other]: "gone",
      "linear:acme:cycle:1": "gone",
    });
    expect(await fetchDocument(world.source(), idOf("issue", "second"))).toMatchObject({
      metadata: { archived: true },
    });
    const [unread] = await fetchIds(world.with({}, { archived: false }), idOf("issue", "second"));
    expect(unread?.type).toBe("gone");
    const [off] = await fetchIds(world.with({}, { issues: false }), idOf("issue", "first"));
    expect(off?.type).toBe("gone");
  });
});
