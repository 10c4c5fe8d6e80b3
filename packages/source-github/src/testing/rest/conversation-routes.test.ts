import { expect, it } from "vitest";
import { createFakeClient } from "../client.ts";
import { createFakeGitHub } from "../fake-github.ts";

const day = (number: number) => Date.UTC(2026, 0, number);

it("lists issues with pull requests among them, by state, time and page, with Link headers", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/tools");
  const { get } = createFakeClient(fake);
  for (let index = 1; index <= 5; index += 1)
    repository.openIssue({ title: `Issue ${index}`, at: day(index), labels: index % 2 ? ["odd"] : [] });
  const second = repository.conversation(2);
  if (second.kind === "issue") repository.close(second, { at: day(9), reason: "not_planned" });
  await repository.commit({ a: "1" });
  await repository.commit({ b: "1" }, { branch: "topic" });
  await repository.openPull({ title: "Pull", head: "topic", at: day(6) });

  const numbers = async (query: string) =>
    ((await get(`/repos/acme/tools/issues${query}`)).body as { number: number }[]).map((one) => one.number);
  expect(await numbers("")).toEqual([6, 5, 4, 3, 1]);
  expect(await numbers("?state=closed")).toEqual([2]);
  expect(await numbers("?state=all&sort=updated&direction=asc")).toEqual([1, 3, 4, 5, 6, 2]);
  expect(await numbers("?state=all&since=2026-01-06T00:00:00Z")).toEqual([6, 2]);
  expect(await numbers("?labels=odd")).toEqual([5, 3, 1]);
  const page = await get("/repos/acme/tools/issues?state=all&per_page=2&page=2");
  const url = `${fake.url}/repositories/${repository.id}/issues?state=all&per_page=2&page=`;
  expect(page.headers.get("link")).toBe(
    `<${url}1>; rel="prev", <${url}3>; rel="next", <${url}3>; rel="last", <${url}1>; rel="first"`,
  );
  expect((await get("/repos/acme/tools/issues/2")).body).toMatchObject({
    state: "closed",
    state_reason: "not_planned",
    closed_at: "2026-01-09T00:00:00Z",
  });
  expect((await get("/repos/acme/tools/issues/6")).body).toMatchObject({ pull_request: { merged_at: null } });
  expect(await get("/repos/acme/tools/issues?state=any")).toMatchObject({ status: 422 });
});

it("gives comments, reviews, review comments, files and commits of a pull request, and its merge", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/tools");
  const { get } = createFakeClient(fake);
  await repository.commit({ a: "1\n" });
  await repository.commit({ b: "1\n" }, { branch: "topic", message: "Add b" });
  const issue = repository.openIssue({ title: "Wanted" });
  const pull = await repository.openPull({ title: "Add b", head: "topic", closes: [issue], by: "bo" });
  const comment = repository.comment(pull, { body: "Nice" });
  repository.editComment(comment, { body: "Very nice" });
  repository.review(pull, {
    state: "CHANGES_REQUESTED",
    body: "Not yet",
    by: "cy",
    comments: [{ path: "b", line: 1, body: "Why?" }],
  });
  const [thread] = pull.threads;
  if (thread !== undefined) repository.replyInThread(thread, { body: "Because", by: "bo" });
  const merge = await repository.merge(pull);

  const path = "/repos/acme/tools/pulls/2";
  expect((await get(path)).body).toMatchObject({
    merged: true,
    merge_commit_sha: merge,
    state: "closed",
    commits: 1,
    changed_files: 1,
    comments: 1,
    review_comments: 2,
  });
  expect((await get(`${path}/files`)).body).toMatchObject([{ filename: "b", status: "added" }]);
  expect((await get(`${path}/commits`)).body).toMatchObject([{ commit: { message: "Add b" } }]);
  expect((await get(`${path}/reviews`)).body).toMatchObject([
    { state: "CHANGES_REQUESTED", user: { login: "cy" } },
    { state: "COMMENTED" },
  ]);
  const comments = (await get(`${path}/comments`)).body as { id: number }[];
  expect(comments).toMatchObject([
    { body: "Why?", path: "b", line: 1 },
    { body: "Because", in_reply_to_id: comments[0]?.id },
  ]);
  expect((await get("/repos/acme/tools/issues/2/comments")).body).toMatchObject([{ body: "Very nice" }]);
  expect((await get("/repos/acme/tools/issues/1")).body).toMatchObject({ state: "closed", state_reason: "completed" });
  expect((await get("/repos/acme/tools/contents/b")).status).toBe(200);
  expect((await get(`/repos/acme/tools/commits/${merge}/pulls`)).body).toMatchObject([{ number: 2 }]);
});

it("answers 410 for a deleted issue and 301 for a transferred one", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/tools");
  const other = await fake.createRepository("acme/other");
  const { get } = createFakeClient(fake);
  repository.delete(repository.openIssue({ title: "Gone" }));
  const moved = repository.openIssue({ title: "Moved" });
  repository.transfer(moved, other.record);
  expect(await get("/repos/acme/tools/issues/1")).toMatchObject({
    status: 410,
    body: { message: "This issue was deleted" },
  });
  const { status, headers } = await get("/repos/acme/tools/issues/2");
  expect([status, headers.get("location")]).toEqual([301, `${fake.url}/repositories/${other.id}/issues/1`]);
  expect((await get(`/repositories/${other.id}/issues/1`)).body).toMatchObject({ title: "Moved" });
});

it("lists releases without drafts, newest first", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/tools");
  const { get } = createFakeClient(fake);
  await repository.commit({ a: "1" });
  await repository.createRelease({ tagName: "v1", body: "First" });
  const second = await repository.createRelease({ tagName: "v2", prerelease: true });
  await repository.createRelease({ tagName: "v3", draft: true });
  repository.editRelease(second, { body: "Changed" });
  expect((await get("/repos/acme/tools/releases")).body).toMatchObject([
    { tag_name: "v2", body: "Changed" },
    { tag_name: "v1" },
  ]);
  expect((await get("/repos/acme/tools/releases/latest")).body).toMatchObject({ tag_name: "v1" });
  expect((await get("/repos/acme/tools/releases/tags/v3")).status).toBe(404);
  expect((await get("/repos/acme/tools/tags")).body).toMatchObject([{ name: "v2" }, { name: "v1" }]);
});
