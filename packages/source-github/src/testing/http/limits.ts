/** GitHub's limits; each can be set smaller to meet it with little data. */
export interface FakeLimits {
  /** Requests an hour for a token: 5,000 (docs.github.com, rate limits for the REST API). */
  core: number;
  /** GraphQL points an hour: 5,000 (rate limits and query limits for the GraphQL API). */
  graphql: number;
  /** Requests an hour without a token: 60. */
  anonymous: number;
  /** Requests at the same time, REST and GraphQL together: 100 (secondary limits). */
  concurrent: number;
  /** REST points a minute: 900; a read costs 1, a write 5 (secondary limits). */
  restPointsPerMinute: number;
  /** GraphQL points a minute: 2,000; a query costs 1, a mutation 5 (secondary limits). */
  graphqlPointsPerMinute: number;
  /** Entries of a recursive tree: 100,000 (git/get-tree). */
  treeEntries: number;
  /** Bytes of a recursive tree's answer: 7 MB (git/get-tree). */
  treeBytes: number;
  /** Files of a comparison: 300 (repos/compare-commits-with-basehead). */
  compareFiles: number;
  /** Commits of a comparison without paging: 250 (repos/compare-commits-with-basehead). */
  compareCommits: number;
  /** Files of a commit: 3,000, 300 a page (repos/get-commit). */
  commitFiles: number;
  /** Files of a pull request: 3,000 (pulls/list-files). */
  pullFiles: number;
  /** Commits of a pull request over REST: 250 (pulls/list-commits). */
  pullCommits: number;
  /** Bytes of a blob: 100 MB (git/get-blob). */
  blobBytes: number;
  /** Bytes of a file over the contents API with its text: 1 MB (repos/get-content). */
  contentsBytes: number;
  /** Entries of a folder over the contents API: 1,000 (repos/get-content). */
  contentsEntries: number;
  /** Bytes of text GraphQL gives of a blob before `isTruncated`: not documented; about 512 KB seen. */
  graphqlBlobBytes: number;
  /** Nodes of a query: 500,000 (rate limits and query limits for the GraphQL API). */
  graphqlNodes: number;
  /** Objects a query may give before `RESOURCE_LIMITS_EXCEEDED` and partial data: not documented. */
  graphqlObjects: number;
  /** Bytes of a webhook's payload: 25 MB; larger ones are not sent (webhook events and payloads). */
  webhookBytes: number;
  /** Commits a push event lists: 2,048 (webhook events and payloads). */
  pushCommits: number;
  /** How long an installation's token lives, in milliseconds: one hour. */
  installationTokenMs: number;
  /** How long an archive's address of a private repository lives, in milliseconds: five minutes. */
  archiveLinkMs: number;
}

/** The limits as documented. */
export const githubLimits: Readonly<FakeLimits> = {
  core: 5_000,
  graphql: 5_000,
  anonymous: 60,
  concurrent: 100,
  restPointsPerMinute: 900,
  graphqlPointsPerMinute: 2_000,
  treeEntries: 100_000,
  treeBytes: 7 * 1024 * 1024,
  compareFiles: 300,
  compareCommits: 250,
  commitFiles: 3_000,
  pullFiles: 3_000,
  pullCommits: 250,
  blobBytes: 100 * 1024 * 1024,
  contentsBytes: 1024 * 1024,
  contentsEntries: 1_000,
  graphqlBlobBytes: 512_000,
  graphqlNodes: 500_000,
  graphqlObjects: 100_000,
  webhookBytes: 25 * 1024 * 1024,
  pushCommits: 2_048,
  installationTokenMs: 60 * 60 * 1000,
  archiveLinkMs: 5 * 60 * 1000,
};
