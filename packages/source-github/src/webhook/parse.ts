import { ATTRIBUTES_FILE, SETTINGS_FILE } from "@tributary/repository-files";
import type { WebhookDelivery, WebhookOutcome } from "@tributary/source";
import type { GitHubSourceConfig } from "../config.ts";
import { formatHint, HINTS_MAX, type Hint } from "../pull/hints.ts";
import { type Payload, readDelivery } from "./payload.ts";

/** Asks for an ordinary pull: what changed cannot be told one by one. */
const EVERYTHING = ["everything"];

/**
 * Most commits in a push's payload (docs.github.com/webhooks/webhook-events-and-payloads#push): with as many, some may be
 * left out.
 */
const PUSH_COMMITS_MAX = 2_048;

/** What an event changed; a text is the reason why it is nothing to read again. */
type Reading = (payload: Payload, config: GitHubSourceConfig) => readonly string[] | string;

const pullRequest: Reading = ({ pull_request }) => numbered("pullRequests", pull_request);
const discussion: Reading = ({ discussion: subject }) => numbered("discussions", subject);

const readings: Readonly<Record<string, Reading>> = {
  push: readPush,
  issues: ({ issue }) => numbered("issues", issue),
  issue_comment: ({ issue }) => numbered(issue?.pull_request ? "pullRequests" : "issues", issue),
  sub_issues: readSubIssue,
  pull_request: pullRequest,
  pull_request_review: pullRequest,
  pull_request_review_comment: pullRequest,
  pull_request_review_thread: pullRequest,
  discussion,
  discussion_comment: discussion,
  release: ({ release }) => (release === undefined ? [] : [formatHint({ kind: "releases", name: release.tag_name })]),
  repository: ({ action = "" }) =>
    /^(renamed|transferred|archived|unarchived|privatized|publicized|deleted|edited)$/.test(action)
      ? EVERYTHING
      : `The repository was ${action}.`,
  // A branch that is made or deleted may be the one that is read.
  create: branchEvent,
  delete: branchEvent,
  public: () => EVERYTHING,
  installation: () => EVERYTHING,
  installation_repositories: () => EVERYTHING,
};

/** Says what a delivery means, by ids only: everything is read again from GitHub. */
export function parseDelivery(delivery: WebhookDelivery, config: GitHubSourceConfig): WebhookOutcome {
  const read = readDelivery(delivery);
  if ("problem" in read) return { type: "ignored", reason: read.problem };
  const { event, payload } = read;
  const reading = Object.hasOwn(readings, event) ? readings[event] : undefined;
  if (reading === undefined) return { type: "ignored", reason: `Events of the kind ${event} change nothing here.` };
  if (payload.repository === undefined) {
    if (!event.startsWith("installation")) return { type: "ignored", reason: "It names no repository." };
  } else if (!isAbout(payload, config)) {
    return { type: "ignored", reason: "It is about another repository." };
  }
  const references = reading(payload, config);
  if (typeof references === "string") return { type: "ignored", reason: references };
  if (references.length === 0) return { type: "ignored", reason: `This ${event} event names nothing to read again.` };
  return { type: "changes", changes: { references } };
}

function isAbout({ repository, changes }: Payload, config: GitHubSourceConfig): boolean {
  const [owner = "", name = ""] = repository?.full_name.split("/") ?? [];
  const formerName = changes?.repository?.name?.from ?? name;
  const formerOwner = changes?.owner?.from.user?.login ?? changes?.owner?.from.organization?.login ?? owner;
  const names = [`${owner}/${name}`, `${formerOwner}/${formerName}`].map((full) => full.toLowerCase());
  return names.includes(config.repository.toLowerCase());
}

function numbered(kind: Hint["kind"], subject: { readonly number: number } | undefined): readonly string[] {
  return subject === undefined ? [] : [formatHint({ kind, name: String(subject.number) })];
}

/** Both issues are told of each other; one of them may be in another repository. */
function readSubIssue({ repository, ...payload }: Payload): readonly string[] {
  const isHere = (of: { readonly full_name: string } | null | undefined) =>
    (of?.full_name ?? repository?.full_name)?.toLowerCase() === repository?.full_name.toLowerCase();
  return [
    ...(isHere(payload.parent_issue_repo) ? numbered("issues", payload.parent_issue) : []),
    ...(isHere(payload.sub_issue_repo) ? numbered("issues", payload.sub_issue) : []),
  ];
}

function branchOf({ repository }: Payload, config: GitHubSourceConfig): string | undefined {
  return config.branch ?? repository?.default_branch;
}

function branchEvent(payload: Payload, config: GitHubSourceConfig): readonly string[] | string {
  return payload.ref === branchOf(payload, config) ? EVERYTHING : "It is about another branch or a tag.";
}

function readPush(payload: Payload, config: GitHubSourceConfig): readonly string[] | string {
  const branch = branchOf(payload, config);
  // Compared whole: refs/heads/main is not refs/heads/main2.
  if (branch === undefined || payload.ref !== `refs/heads/${branch}`) return "It is a push to another branch or a tag.";
  const commits = payload.commits ?? [];
  const isPartial = commits.length === 0 || commits.length >= PUSH_COMMITS_MAX || (payload.size ?? 0) > commits.length;
  if (payload.forced === true || payload.created === true || payload.deleted === true || isPartial) return EVERYTHING;
  const paths = commits.flatMap(({ added = [], modified = [], removed = [] }) => [...added, ...modified, ...removed]);
  const names = new Set(paths);
  if (names.has(SETTINGS_FILE) || names.has(ATTRIBUTES_FILE)) return EVERYTHING;
  const hints: Hint[] = [...names].map((name) => ({ kind: "files", name }));
  if ((config.commits ?? 0) > 0) hints.push(...commits.map(({ id }) => ({ kind: "commits" as const, name: id })));
  return hints.length > HINTS_MAX || hints.length === 0 ? EVERYTHING : hints.map(formatHint);
}
