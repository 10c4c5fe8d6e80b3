import { expect, it } from "vitest";
import { createFakeClient } from "./client.ts";
import { createFakeGitHub } from "./fake-github.ts";

it("redirects a former name by number, over REST alone, until a new repository takes it", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/tools");
  await repository.commit({ a: "1" });
  const { get, graphql } = createFakeClient(fake, fake.addToken());
  repository.rename("kit");
  repository.transferTo("globex");
  const { status, headers, body } = await get("/repos/acme/tools/commits?per_page=1");
  const location = `${fake.url}/repositories/${repository.id}/commits?per_page=1`;
  expect([status, headers.get("location"), body]).toEqual([
    301,
    location,
    expect.objectContaining({ message: "Moved Permanently", url: location }),
  ]);
  expect((await get(location.slice(fake.url.length))).status).toBe(200);
  expect((await get("/repos/globex/kit")).body).toMatchObject({ id: repository.id, owner: { login: "globex" } });
  const query = `{ repository(owner: "acme", name: "tools") { nameWithOwner } }`;
  expect((await graphql(query)).body).toEqual({ data: { repository: { nameWithOwner: "globex/kit" } } });
  const successor = await fake.createRepository("acme/tools");
  expect((await get("/repos/acme/tools")).body).toMatchObject({ id: successor.id });
});

it("hides what is private and forgets what is deleted", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/tools");
  const owner = createFakeClient(fake, fake.addToken({ login: "acme" }));
  const unscoped = createFakeClient(fake, fake.addToken({ login: "acme", scopes: [] }));
  const stranger = createFakeClient(fake, fake.addToken({ login: "eve" }));
  const anonymous = createFakeClient(fake);
  const statuses = async () =>
    (await Promise.all([owner, unscoped, stranger, anonymous].map((one) => one.get("/repos/acme/tools")))).map(
      (one) => one.status,
    );
  expect(await statuses()).toEqual([200, 200, 200, 200]);
  repository.setPrivate(true);
  expect(await statuses()).toEqual([200, 404, 404, 404]);
  repository.addCollaborator("eve");
  expect(await statuses()).toEqual([200, 404, 200, 404]);
  expect((await owner.get("/user/repos")).body).toMatchObject([{ full_name: "acme/tools" }]);
  const answer = await createFakeClient(fake, fake.addToken({ login: "mallory" })).graphql(
    `{ repository(owner: "acme", name: "tools") { id } }`,
  );
  expect(answer.body).toMatchObject({
    data: { repository: null },
    errors: [{ type: "NOT_FOUND", path: ["repository"] }],
  });
  repository.remove();
  expect(await statuses()).toEqual([404, 404, 404, 404]);
});

it("tells archived repositories, other default branches and force pushes", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/tools");
  const { get } = createFakeClient(fake);
  const first = await repository.commit({ a: "1" });
  await repository.commit({ a: "2" });
  await repository.commit({ b: "1" }, { branch: "next" });
  repository.setArchived(true);
  await repository.setDefaultBranch("next");
  expect((await get("/repos/acme/tools")).body).toMatchObject({ archived: true, default_branch: "next" });
  expect((await get("/repos/acme/tools/git/trees/HEAD")).body).toMatchObject({ tree: [{ path: "a" }, { path: "b" }] });
  await repository.forcePush(first, "main");
  expect((await get("/repos/acme/tools/git/ref/heads/main")).body).toMatchObject({ object: { sha: first } });
  await repository.forcePush(null, "next");
  expect((await get("/repos/acme/tools/git/ref/heads/next")).status).toBe(404);
});
