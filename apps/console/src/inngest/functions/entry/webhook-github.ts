import type { WorkflowContext } from "../../workflow.ts";
import { followRename } from "../sources/follow-rename.ts";
import { type Router, webhookHandler } from "./webhook-handler.ts";

/** Conversations are read again by processors of their own, by what the source calls them. */
const conversationEvents: Readonly<Record<string, string>> = {
  issues: "github.issue.received",
  pullRequests: "github.pr.received",
  discussions: "github.discussion.received",
};

/** Has what a GitHub delivery names read again: pushes and conversations by functions of their own, the rest by a sync. */
export function webhookGithub(context: WorkflowContext) {
  return webhookHandler(context, {
    id: "webhook.github",
    route: routeGithub,
    prepare: { applies: (headers) => headers["x-github-event"] === "repository", run: followRename },
  });
}

const routeGithub: Router = ({ references, delivery, source }) => {
  const scope = { workspaceId: source.workspaceId, sourceId: source.id };
  if (delivery.headers["x-github-event"] === "push") {
    const data = { ...scope, deliveryId: delivery.id };
    return { events: [{ name: "github.push.received", data }], references: null };
  }
  const events = [];
  const others = [];
  for (const reference of references) {
    const [, kind = "", number] = /^(\w+):(\d{1,9})$/.exec(reference) ?? [];
    const name = conversationEvents[kind];
    if (name === undefined) others.push(reference);
    else events.push({ name, data: { ...scope, number: Number(number) } });
  }
  return { events, references: others.length > 0 ? others : null };
};
