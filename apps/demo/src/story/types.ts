/** Somebody of the story, by first name: every tool knows them under it. */
export type Person = "Ada" | "Bruno" | "Chen" | "Dalia" | "Emeka" | "Freya";

/** Something somebody said. */
export interface Remark {
  readonly by: Person;
  readonly text: string;
}

export interface StoryFile {
  readonly path: string;
  readonly content: string;
}

/** An issue, a pull request or a discussion on GitHub, and an issue in Linear. */
export interface StoryConversation {
  readonly key: string;
  readonly title: string;
  readonly by: Person;
  readonly body: string;
  readonly labels?: readonly string[];
  readonly remarks?: readonly Remark[];
}

/** A page of Notion; lines that start with `## ` are headings, with `- ` list items. */
export interface StoryPage {
  readonly key: string;
  readonly title: string;
  readonly body: string;
}

/** A thread of Slack: its first message and the answers. */
export interface StoryThread {
  readonly key: string;
  readonly channel: string;
  readonly remarks: readonly [Remark, ...Remark[]];
}

/** A deployment on Vercel, with what its build said. */
export interface StoryDeployment {
  readonly key: string;
  readonly commit: string;
  readonly by: Person;
  readonly state: "READY" | "ERROR";
  readonly log: readonly string[];
}

/** Everything a small company wrote down in a few months, by the tool it is in. */
export interface Story {
  readonly files: readonly StoryFile[];
  readonly issues: readonly StoryConversation[];
  readonly pullRequests: readonly StoryConversation[];
  readonly discussions: readonly StoryConversation[];
  readonly linear: readonly StoryConversation[];
  readonly pages: readonly StoryPage[];
  readonly threads: readonly StoryThread[];
  readonly deployments: readonly StoryDeployment[];
}

/** A question, and the keys (paths, of files) of everything that answers it. */
export interface StoryQuestion {
  readonly query: string;
  readonly answers: readonly string[];
}
