import type { Document } from "@tributary/validation";
import { expect, it } from "vitest";
import { generate } from "./testing/index.ts";
import { createTrial, fetchAll, pullAll } from "./trial.ts";

it("loses nothing of 10,000 files and 1,000 conversations with 60 comments each", { timeout: 120_000 }, async () => {
  await using trial = await createTrial();
  const { fake, repository } = trial;
  await generate(repository, {
    ...{ files: 10_000, wordsPerFile: 20, issues: 780, pulls: 20, discussions: 200, releases: 30, comments: 60 },
    replies: 35,
  });
  // Their own limits are not what this is about.
  Object.assign(fake.limits, { restPointsPerMinute: 100_000, graphqlPointsPerMinute: 100_000 });
  const source = trial.source();
  const pulled = await pullAll(source);
  const asked = fake.log.counts();
  const fetched = await fetchAll(source, pulled.references.values());
  const documents = [...pulled.documents.values(), ...fetched.values()];

  const census = (await fake.census())["octocat/hello"];
  const of = (type: string) => documents.filter((document) => document.type === type);
  const comments = (type: string) => of(type).reduce((sum, document) => sum + commentsOf(document), 0);
  expect(pulled.complete).toBe(true);
  expect(
    of("file")
      .map(({ path }) => path)
      .sort(),
  ).toEqual(census?.files.toSorted());
  expect({
    issues: of("issue").length,
    pulls: of("pull-request").length,
    discussions: of("discussion").length,
    releases: of("release").length,
    comments: comments("issue") + comments("pull-request"),
    discussionComments: comments("discussion"),
  }).toEqual({
    issues: census?.issues,
    pulls: census?.pulls,
    discussions: census?.discussions,
    releases: census?.releases,
    comments: (census?.comments ?? 0) + (census?.reviewComments ?? 0),
    discussionComments: census?.discussionComments,
  });
  // Every comment is in the text, not only counted.
  for (const document of of("issue")) expect(document.content.match(/^### @/gm)?.length).toBe(60);
  expect(asked).toEqual({
    "POST /graphql": 8,
    "GET /repos/{owner}/{repo}/git/trees/{tree_sha}": 1,
    "GET /repos/{owner}/{repo}/tarball/{ref}": 1,
    "GET /{owner}/{repo}/legacy.tar.gz/{ref}": 1,
  });
  expect(fake.refusals).toEqual([]);
  expect((await pullAll(source, pulled.cursor)).pages[0]?.changes).toEqual([]);
});

function commentsOf({ metadata }: Document): number {
  return Number(metadata?.comments ?? Number.NaN);
}
