/** What a source is made of. */
export interface Connection {
  readonly config: unknown;
  readonly credentials: unknown;
}

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 0, 1);
/** The limits of services are not what this is about. */
const NO_LIMIT = 1_000_000_000;

/** Makes the fake of a kind, fills it with the largest data set its tests have, and says how to connect to it. */
export const connectable = {
  async github(): Promise<Connection> {
    const { createFakeGitHub, generate } = await import("@tributary/source-github/testing");
    const limits = { core: NO_LIMIT, restPointsPerMinute: NO_LIMIT, graphqlPointsPerMinute: NO_LIMIT };
    const fake = await createFakeGitHub({ limits });
    const repository = await fake.createRepository("octocat/hello");
    const conversations = { issues: 780, pulls: 20, discussions: 200, releases: 30, comments: 60, replies: 35 };
    await generate(repository, { files: 10_000, wordsPerFile: 20, ...conversations });
    const token = fake.addToken();
    return { config: { repository: "octocat/hello", baseUrl: fake.url }, credentials: { token } };
  },
  async linear(): Promise<Connection> {
    const { createFakeLinear, generateWorkspace, largeSizes } = await import("@tributary/source-linear/testing");
    const fake = await createFakeLinear({ limits: { requests: NO_LIMIT, complexity: NO_LIMIT } });
    generateWorkspace(fake, largeSizes);
    return {
      config: { workspace: "acme", apiUrl: fake.url },
      credentials: { apiKey: fake.credentials.apiKey },
    };
  },
  async notion(): Promise<Connection> {
    const { createFakeNotion, generateWorkspace } = await import("@tributary/source-notion/testing");
    let now = START;
    const fake = await createFakeNotion({ now: () => now });
    generateWorkspace(fake, (milliseconds) => {
      now += milliseconds;
    });
    return { config: { workspace: "acme", apiUrl: fake.url }, credentials: { token: fake.token } };
  },
  async slack(): Promise<Connection> {
    const { createFakeSlack, generateWorkspace, largeSizes } = await import("@tributary/source-slack/testing");
    const fake = await createFakeSlack();
    generateWorkspace(fake, largeSizes, Date.now() - HOUR_MS);
    return { config: { team: fake.team.id, apiUrl: fake.url }, credentials: { token: fake.tokens.bot } };
  },
  async vercel(): Promise<Connection> {
    const { createFakeVercel, generateTeam } = await import("@tributary/source-vercel/testing");
    let now = START;
    const fake = await createFakeVercel({ limit: NO_LIMIT, now: () => now });
    generateTeam(fake, (milliseconds) => {
      now += milliseconds;
    });
    return { config: { team: fake.teamId, apiUrl: fake.url }, credentials: { token: fake.token } };
  },
} as const satisfies Record<string, () => Promise<Connection>>;

/** The kinds of sources that are measured. */
export type SourceKind = keyof typeof connectable;
