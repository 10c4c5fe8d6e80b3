import type {
  CategoryRecord,
  DiscussionRecord,
  IssueRecord,
  LabelRecord,
  MilestoneRecord,
  PullRecord,
  RepositoryRecord,
} from "../state/model.ts";
import { emitConversation } from "../webhooks/conversation-events.ts";
import { actorOf, type ChangeContext, type ChangeOptions, timeOf, written } from "./context.ts";

/** How an issue begins. */
export interface IssueInput extends ChangeOptions {
  readonly title: string;
  readonly body?: string;
  readonly labels?: readonly string[];
  readonly assignees?: readonly string[];
  readonly milestone?: string;
}

/** How a pull request begins. */
export interface PullInput extends IssueInput {
  /** The branch to merge; it must have commits. */
  readonly head: string;
  /** The branch to merge into. Default the default branch. */
  readonly base?: string;
  readonly draft?: boolean;
  /** Issues that merging closes. */
  readonly closes?: readonly IssueRecord[];
  readonly requestedReviewers?: readonly string[];
}

/** How a discussion begins. */
export interface DiscussionInput extends ChangeOptions {
  readonly title: string;
  readonly body?: string;
  /** Default `Q&A`, where answers can be marked. */
  readonly category?: string;
  readonly labels?: readonly string[];
}

/** Opens an issue. */
export function openIssue(context: ChangeContext, input: IssueInput): IssueRecord {
  const issue: IssueRecord = {
    kind: "issue",
    ...issueParts(context, input),
    stateReason: null,
    parent: null,
    subIssues: [],
  };
  return opened(context, issue, input);
}

/** Opens a pull request from a branch that exists. */
export async function openPull(context: ChangeContext, input: PullInput): Promise<PullRecord> {
  const { repository, world } = context;
  const baseRef = input.base ?? repository.defaultBranch;
  const [headSha, baseSha] = await Promise.all([
    repository.git.readRef(`refs/heads/${input.head}`),
    repository.git.readRef(`refs/heads/${baseRef}`),
  ]);
  if (headSha === null || baseSha === null)
    throw new Error(`There is no branch ${headSha === null ? input.head : baseRef}.`);
  const pull: PullRecord = {
    kind: "pull",
    ...issueParts(context, input),
    draft: input.draft ?? false,
    baseRef,
    baseSha,
    headRef: input.head,
    headSha,
    mergedAt: null,
    mergedBy: null,
    mergeCommitSha: null,
    mergeable: true,
    reviews: [],
    threads: [],
    closes: [...(input.closes ?? [])],
    requestedReviewers: (input.requestedReviewers ?? []).map((login) => world.user(login)),
  };
  return opened(context, pull, input);
}

/** Opens a discussion. */
export function openDiscussion(context: ChangeContext, input: DiscussionInput): DiscussionRecord {
  const discussion: DiscussionRecord = {
    kind: "discussion",
    ...written(context, input.body ?? "", input),
    ...numbered(context, input),
    category: category(context, input.category ?? "Q&A"),
    comments: [],
    answer: null,
    answerChosenAt: null,
    answerChosenBy: null,
  };
  return opened(context, discussion, input);
}

/** The repository's label of this name, made when new. */
export function label({ world, repository }: ChangeContext, name: string): LabelRecord {
  const known = repository.labels.get(name);
  if (known !== undefined) return known;
  const made: LabelRecord = { kind: "label", id: world.nextId(), name, color: "ededed", description: null };
  repository.labels.set(name, made);
  return made;
}

function issueParts(context: ChangeContext, input: IssueInput) {
  return {
    ...written(context, input.body ?? "", input),
    ...numbered(context, input),
    state: "open" as const,
    comments: [],
    closedBy: null,
    assignees: (input.assignees ?? []).map((login) => context.world.user(login)),
    milestone: input.milestone === undefined ? null : milestone(context, input.milestone, input),
  };
}

function numbered(context: ChangeContext, input: { readonly title: string; readonly labels?: readonly string[] }) {
  const { repository } = context;
  const number = repository.nextNumber;
  repository.nextNumber += 1;
  const labels = (input.labels ?? []).map((name) => label(context, name));
  return {
    repository: repository as RepositoryRecord,
    number,
    title: input.title,
    closedAt: null,
    locked: false,
    labels,
  };
}

function opened<R extends IssueRecord | PullRecord | DiscussionRecord>(
  context: ChangeContext,
  record: R,
  input: ChangeOptions,
): R {
  context.repository.conversations.set(record.number, record);
  emitConversation(context, record, record.kind === "discussion" ? "created" : "opened", actorOf(context, input));
  return record;
}

function milestone(context: ChangeContext, title: string, input: ChangeOptions): MilestoneRecord {
  const { milestones } = context.repository;
  for (const known of milestones.values()) if (known.title === title) return known;
  const number = milestones.size + 1;
  const creator = actorOf(context, input);
  const made: MilestoneRecord = {
    kind: "milestone",
    id: context.world.nextId(),
    number,
    title,
    creator,
    createdAt: timeOf(context, input),
  };
  milestones.set(number, made);
  return made;
}

function category({ world, repository }: ChangeContext, name: string): CategoryRecord {
  const known = repository.categories.get(name);
  if (known !== undefined) return known;
  const slug = name.toLowerCase().replaceAll("&", "-").replaceAll(" ", "-");
  const isAnswerable = name === "Q&A";
  const made: CategoryRecord = {
    kind: "category",
    id: world.nextId(),
    name,
    slug,
    emoji: ":speech_balloon:",
    description: "",
    isAnswerable,
    createdAt: world.clock.now(),
  };
  repository.categories.set(name, made);
  return made;
}
