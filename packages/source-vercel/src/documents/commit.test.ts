import { describe, expect, it } from "vitest";
import { commitOf } from "./commit.ts";

const SHA = "0123456789abcdef0123456789abcdef01234567";

describe("commitOf", () => {
  it("reads GitHub's keys", () => {
    const meta = {
      githubCommitSha: SHA,
      githubCommitRef: "main",
      githubCommitMessage: "One\n\nTwo",
      githubCommitAuthorLogin: "ada",
      githubOrg: "acme",
      githubRepo: "website",
      githubPrId: "7",
    };
    expect(commitOf({ meta })).toEqual({
      sha: SHA,
      branch: "main",
      message: "One\n\nTwo",
      author: "ada",
      repository: "acme/website",
      url: `https://github.com/acme/website/commit/${SHA}`,
      pullRequest: 7,
      pullRequestUrl: "https://github.com/acme/website/pull/7",
    });
  });

  it("reads GitLab's, with groups in groups, and Bitbucket's", () => {
    expect(
      commitOf({ meta: { gitlabCommitSha: SHA, gitlabProjectPath: "acme/web/site", gitlabMergeRequestId: "3" } }),
    ).toEqual({
      sha: SHA,
      repository: "acme/web/site",
      url: `https://gitlab.com/acme/web/site/-/commit/${SHA}`,
      pullRequest: 3,
      pullRequestUrl: "https://gitlab.com/acme/web/site/-/merge_requests/3",
    });
    const meta = { bitbucketCommitSha: SHA, bitbucketRepoOwner: "acme", bitbucketRepoSlug: "web" };
    expect(commitOf({ meta, gitSource: { prId: 9 } })).toMatchObject({
      url: `https://bitbucket.org/acme/web/commits/${SHA}`,
      pullRequestUrl: "https://bitbucket.org/acme/web/pull-requests/9",
    });
  });

  it("reads what the command line writes, without addresses", () => {
    const meta = { gitCommitSha: SHA, gitCommitRef: "main", gitCommitAuthorName: "Ada", gitDirty: "1" };
    expect(commitOf({ meta })).toEqual({ sha: SHA, branch: "main", author: "Ada" });
  });

  it.each([
    ["nothing", null],
    ["nothing of the kind", { anything: "else", secret: "s" }],
    ["values that are no texts", { githubCommitSha: 1, githubCommitRef: { a: 1 }, githubCommitMessage: null }],
    ["a commit that is none", { githubCommitSha: "javascript:alert(1)", githubPrId: "x" }],
  ])("finds nothing in %s", (_name, meta) => {
    expect(commitOf({ meta })).toEqual({});
  });

  it.each([
    ["a path", "..", "a/../b?x"],
    ["a query", "acme", "web?x=1"],
    ["another host", "@evil.com", "x"],
    ["spaces", "a b", "c"],
  ])("makes no address of %s", (_name, githubOrg, githubRepo) => {
    const { url, pullRequestUrl } = commitOf({
      meta: { githubCommitSha: SHA, githubPrId: "1", githubOrg, githubRepo },
    });
    expect([url, pullRequestUrl]).toEqual([undefined, undefined]);
  });
});
