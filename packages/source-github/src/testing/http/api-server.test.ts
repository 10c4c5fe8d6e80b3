import { expect, it } from "vitest";
import { createFakeGitHub } from "../fake-github.ts";

it("serves the paths of an enterprise server too, and links that stay on them", async () => {
  await using fake = await createFakeGitHub();
  const repository = await fake.createRepository("acme/tools");
  repository.openIssue({ title: "One" });
  repository.openIssue({ title: "Two" });
  const headers = { authorization: `Bearer ${fake.addToken()}` };
  const list = await fetch(`${fake.enterpriseUrl}/repos/acme/tools/issues?per_page=1`, { headers });
  expect(list.headers.get("link")).toContain(
    `<${fake.enterpriseUrl}/repositories/${repository.id}/issues?per_page=1&page=2>; rel="next"`,
  );
  const url = `${fake.url}/api/graphql`;
  const answer = await fetch(url, {
    method: "POST",
    headers,
    body: JSON.stringify({ query: "query Me { viewer { login } }" }),
  });
  expect(await answer.json()).toEqual({ data: { viewer: { login: "octocat" } } });
  expect(fake.log.counts()).toEqual({ "GET /repos/{owner}/{repo}/issues": 1, "POST /graphql": 1 });
  expect(fake.log.requests[1]).toMatchObject({ operation: "Me", cost: 1, status: 200 });
});

it("refuses requests without a user agent, of another API version, and GraphQL without a token", async () => {
  await using fake = await createFakeGitHub();
  const status = async (path: string, headers: Record<string, string>) =>
    (await fetch(fake.url + path, { headers })).status;
  expect(await status("/rate_limit", { "user-agent": "" })).toBe(403);
  expect(await status("/rate_limit", { "x-github-api-version": "2020-01-01" })).toBe(400);
  expect(await status("/rate_limit", { "x-github-api-version": "2026-03-10" })).toBe(200);
  expect((await fetch(`${fake.url}/graphql`, { method: "POST", body: "{}" })).status).toBe(401);
});
