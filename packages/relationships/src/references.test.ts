import { describe, expect, it } from "vitest";
import { extractRelationships } from "./extract.ts";
import { documentOf, shortOf } from "./testing/document.ts";
import type { RelatableDocument } from "./types.ts";

function found(content: string, fields: Partial<RelatableDocument> = {}): string[] {
  return extractRelationships(documentOf({ content, ...fields })).edges.map(shortOf);
}

const pull = { type: "pull-request", id: "github:1:pull-request:901" };
const chat = { type: "thread", id: "slack:T1:thread:C1:1.0", repository: undefined } as object;

describe("what a text refers to", () => {
  it.each([
    ["See #12.", ["references number:acme/birds#12"]],
    [
      "(#12), #13; GH-14",
      ["references number:acme/birds#12", "references number:acme/birds#13", "references number:acme/birds#14"],
    ],
    ["As in Acme/Fish#3 and acme/fish#3", ["references number:acme/fish#3"]],
    ["ENG-12 and (OPS-7), not ENG-12 again", ["issue-key key:ENG-12", "issue-key key:OPS-7"]],
    ["https://linear.app/acme/issue/eng-12/nest-boxes#comment-1", ["links key:ENG-12"]],
    ["[#5](https://github.com/acme/fish/pull/5/files)", ["links number:acme/fish#5"]],
    [
      "<https://www.notion.so/acme/Plan-1a2b3c4d5e6f708192a3b4c5d6e7f809?pvs=4>",
      ["links notion:1a2b3c4d5e6f708192a3b4c5d6e7f809"],
    ],
    [
      "https://acme.slack.com/archives/C1/p1700000000000200?thread_ts=1700000000.000100&cid=C1",
      ["links url:acme.slack.com/archives/C1/p1700000000000100"],
    ],
    ["https://birds-git-x-acme.vercel.app/owls?a=1", ["links url:birds-git-x-acme.vercel.app"]],
    ["(https://example.com/a_(b)/?utm_source=x&b=2).", ["links url:example.com/a_(b)?b=2"]],
    [
      "https://github.com/acme/birds/blob/main/src/nest.ts#L3-L9",
      ["links path:acme/birds:src/nest.ts | path:acme/birds:nest.ts"],
    ],
    [
      "since abc1234 and acme/birds@0123456789abcdef0123456789abcdef01234567",
      ["commit commit:abc1234 | built:abc1234", "commit commit:0123456 | built:0123456"],
    ],
    ["pushed `ada/eng-12-nest-boxes`", ["branch branch:ada/eng-12-nest-boxes", "issue-key key:ENG-12"]],
    ["@ada and @bob-o, hello @here", ["mentions person:ada", "mentions person:bob-o"]],
  ])("%s", (content, expected) => expect(found(content)).toEqual(expected));

  it.each([
    "``` \nfixes #3 and ENG-1\n```",
    "~~~\n#3\n\n```\nENG-1",
    "Text\n\n    #3 ENG-1\n",
    "`#3` and ``a ` #3``",
    "<!-- Fixes #3, ENG-1 -->",
    "colour: #fff, &#39; a#3 #3px #1.5 http//x/#3 ##3 #0 #03",
    "v1.2.3 ENG-12-3 ENG-1.5 x-ENG-1 eng-1 ENG_1 AENG1-",
    "1234567 defaced 20261122 550e8400-e29b-41d4-a716-446655440000",
    "mail ada@example.test, @scope/package, `@ada`, a@b",
    "### @ada on 2026-01-02",
    "/usr/local/eng-12/x and https:/x",
  ])("nothing in %j", (content) => expect(found(content)).toEqual([]));

  it("has no numbers outside a repository, and in files only where they are said to be some", () => {
    expect(found("We are #1, see acme/birds#2", chat)).toEqual(["references number:acme/birds#2"]);
    const file = { type: "file", path: "README.md", id: "git:a:file:README.md" };
    expect(found("Step #1. Fixed bug #4 (#5).", file)).toEqual([
      "references number:acme/birds#4",
      "references number:acme/birds#5",
    ]);
  });

  it("is read whole in list items and after code", () => {
    expect(found("- one\n\n    more on #3\n\n```\n#4\n```\n#5 `a` #6")).toEqual(
      [3, 5, 6].map((number) => `references number:acme/birds#${number}`),
    );
  });
});

describe("what is closed", () => {
  it.each([
    ["Closes #12", ["closes number:acme/birds#12"]],
    ["fixes: acme/fish#3, #4", ["closes number:acme/fish#3", "references number:acme/birds#4"]],
    ["Resolves https://github.com/acme/fish/issues/3.", ["closes number:acme/fish#3"]],
    ["Fixed [it](https://linear.app/acme/issue/ENG-3/x)", ["closes key:ENG-3"]],
    ["Completes ENG-1, ENG-2 and ENG-3", ["closes key:ENG-1", "closes key:ENG-2", "closes key:ENG-3"]],
    ["This does not fix #12", ["references number:acme/birds#12"]],
    ["It doesn't close ENG-1", ["issue-key key:ENG-1"]],
    ["Fixing #12 later", ["references number:acme/birds#12"]],
    ["prefixes #12, `closes #13`", ["references number:acme/birds#12"]],
    ["Closes https://example.com/3", ["links url:example.com/3"]],
  ])("by a pull request: %s", (content, expected) => expect(found(content, pull).sort()).toEqual(expected.sort()));

  it("is closed by what is merged only", () => {
    expect(found("fixes #12")).toEqual(["references number:acme/birds#12"]);
    expect(found("fixes #12", { type: "commit" })).toEqual(["closes number:acme/birds#12"]);
  });

  it("is taken from the metadata where the source writes it, as numbers alone may be another repository's", () => {
    const content = "# Boxes\n\nPull request #7 by @ada, opened on 2026-01-02, open. Closes #3 Owls.\n\nFor #4.";
    const metadata = { number: 7, closes: ["acme/fish#3"] };
    expect(found(content, { ...pull, metadata })).toEqual([
      "closes number:acme/fish#3",
      "references number:acme/birds#4",
    ]);
  });
});

describe("metadata", () => {
  it("names what a document is part of, blocks and was built from, in the source's own words", () => {
    const issue = documentOf({
      id: "linear:acme:issue:1",
      content: "",
      metadata: {
        identifier: "ENG-1",
        previousIdentifiers: ["OLD-9"],
        branchName: "ada/eng-1-owls",
        parent: "ENG-2",
        children: ["ENG-3"],
        relations: [
          { type: "blocked-by", issue: "ENG-4" },
          { type: "duplicate", issue: "ENG-5" },
          { type: "constructor", issue: "ENG-6" },
          "ENG-7",
        ],
        attachments: ["https://github.com/acme/birds/pull/8", "javascript:alert(1)"],
      },
    });
    const { edges, keys } = extractRelationships(issue);
    expect(edges.map(shortOf)).toEqual([
      "parent key:ENG-2",
      "parent of key:ENG-3",
      "links number:acme/birds#8",
      "blocks of key:ENG-4",
      "duplicates key:ENG-5",
    ]);
    expect(keys.map(({ key }) => key)).toEqual([
      "id:linear:acme:issue:1",
      "key:ENG-1",
      "key:OLD-9",
      "team:ENG",
      "branch:ada/eng-1-owls",
    ]);
    const deployment = documentOf({
      id: "vercel:t:deployment:d1",
      type: "deployment",
      content: "",
      metadata: {
        projectId: "p1",
        commit: "0123456789abcdef0123456789abcdef01234567",
        branch: "ada/eng-1-owls",
        pullRequestUrl: "https://github.com/acme/birds/pull/8",
        host: "Birds-x.vercel.app",
      },
    });
    const built = extractRelationships(deployment);
    expect(built.edges.map(shortOf)).toEqual([
      "pull-request number:acme/birds#8",
      "commit commit:0123456",
      "branch branch:ada/eng-1-owls",
      "issue-key key:ENG-1",
      "parent id:vercel:t:project:p1",
    ]);
    expect(built.keys.map(({ key }) => key)).toEqual([
      "id:vercel:t:deployment:d1",
      "url:birds-x.vercel.app",
      "built:0123456",
    ]);
  });

  it("never takes everybody's branches for a name", () => {
    const { edges, keys } = extractRelationships(
      documentOf({ ...pull, content: "", metadata: { head: "main", base: "dev" } }),
    );
    expect([edges, keys.map(({ key }) => key)]).toEqual([[], ["id:github:1:pull-request:901"]]);
  });
});
