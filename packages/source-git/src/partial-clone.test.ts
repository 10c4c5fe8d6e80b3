import { afterEach, beforeEach, expect, it } from "vitest";
import { createGitSource } from "./source.ts";
import { createGitFixture, type GitFixture } from "./testing/git-fixture.ts";
import { documentOf, fetchByPath, listed, pullPages } from "./testing/read-source.ts";

let fixture: GitFixture;

beforeEach(async () => {
  fixture = await createGitFixture();
});

afterEach(async () => {
  await fixture.remove();
});

it("what a partial clone lacks fails alone, without the network, until it is there", async () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`m${index}.md`, `many ${index}`]));
  fixture.commit({ files: { "a.md": "a", "z.md": "z", ...many } });
  fixture.git("config", "uploadpack.allowFilter", "true");
  const path = `${fixture.path}/../partial`;
  fixture.git("clone", "--quiet", "--filter=blob:none", "--no-checkout", `file://${fixture.path}`, path);
  fixture.git("-C", path, "cat-file", "-p", "origin/main:a.md");
  fixture.git("-C", path, "cat-file", "-p", "origin/main:z.md");

  const source = createGitSource({ path });
  const { references, cursor } = listed(await pullPages(source));
  expect(references).toHaveLength(22);
  const results = await fetchByPath(source, references);
  expect(documentOf(results.get("a.md"))).toMatchObject({ content: "a", author: { name: "Ada" } });
  expect(documentOf(results.get("z.md")).content).toBe("z");
  expect(results.get("m7.md")).toMatchObject({
    type: "failed",
    error: { code: "invalid-response", message: expect.stringContaining("this partial clone does not hold it") },
  });

  // After a change as well.
  fixture.commit({ files: { "new.md": "new" } });
  fixture.git("-C", path, "fetch", "--quiet");
  fixture.git("-C", path, "update-ref", "refs/heads/main", "origin/main");
  const next = listed(await pullPages(source, cursor));
  expect(next.changed).toEqual(["new.md"]);
  expect((await fetchByPath(source, next.references)).get("new.md")).toMatchObject({ type: "failed" });

  fixture.git("-C", path, "cat-file", "-p", "origin/main:m7.md");
  expect(documentOf((await fetchByPath(source, references)).get("m7.md")).content).toBe("many 7");
  await source.close();
});
