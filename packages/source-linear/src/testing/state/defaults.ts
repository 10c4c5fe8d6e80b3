import type { FakeFields, FakeType } from "./records.ts";

const priorities = ["No priority", "Urgent", "High", "Medium", "Low"];

/** Scalars of a new record beside those it is given, by type: what Linear always has a value for. */
export function defaultFields(type: FakeType, id: string, given: FakeFields): FakeFields {
  const slug = id.slice(-12);
  const url = `https://linear.app/acme/${type.toLowerCase()}/${slug}`;
  switch (type) {
    case "Issue": {
      const priority = typeof given.priority === "number" ? given.priority : 0;
      const identifier = String(given.identifier ?? `ENG-${Number.parseInt(slug, 16) || 0}`);
      return {
        identifier,
        title: `Issue ${slug}`,
        description: null,
        priority,
        priorityLabel: priorities[priority] ?? "No priority",
        labelIds: [],
        previousIdentifiers: [],
        branchName: identifier.toLowerCase(),
        number: Number(identifier.split("-")[1]),
        trashed: null,
        url: `https://linear.app/acme/issue/${identifier}`,
      };
    }
    case "Comment":
      return { body: "", parentId: null, resolvedAt: null, editedAt: null, url: `${url}#comment`, hideInLinear: false };
    case "Attachment":
      return { title: `Attachment ${slug}`, subtitle: null, url: `https://example.com/${slug}`, sourceType: null };
    case "Project":
      return {
        name: `Project ${slug}`,
        description: "",
        content: null,
        health: null,
        labelIds: [],
        memberIds: [],
        priorityLabel: "No priority",
        progress: 0,
        slugId: slug,
        state: "started",
        teamIds: [],
        trashed: null,
        url,
      };
    case "ProjectMilestone":
      return {
        name: `Milestone ${slug}`,
        description: null,
        status: "next",
        targetDate: null,
        progress: 0,
        sortOrder: 0,
      };
    case "ProjectUpdate":
    case "InitiativeUpdate":
      return { body: "", health: "onTrack", slugId: slug, url, isStale: false };
    case "Initiative":
      return {
        name: `Initiative ${slug}`,
        description: null,
        content: null,
        health: null,
        labelIds: [],
        projectIds: [],
        slugId: slug,
        status: "Active",
        trashed: null,
        url,
      };
    case "Document":
      return { title: `Document ${slug}`, content: "", slugId: slug, summary: null, trashed: null, url };
    case "User":
      return {
        name: `User ${slug}`,
        displayName: `user-${slug}`,
        email: `${slug}@example.com`,
        active: true,
        admin: false,
        app: false,
        guest: false,
      };
    case "Team":
      return { name: `Team ${slug}`, displayName: `Team ${slug}`, key: "ENG", private: false };
    case "Organization":
      return { name: "Acme", urlKey: "acme", previousUrlKeys: [] };
    case "WorkflowState":
      return { name: "Todo", type: "unstarted", position: 0 };
    case "Cycle":
      return { name: null, number: 1, description: null };
    case "EntityExternalLink":
      return { label: `Link ${slug}`, url: `https://example.com/${slug}` };
    case "IssueRelation":
    case "ProjectRelation":
      return { type: "related" };
    default:
      return { name: `${type} ${slug}` };
  }
}
