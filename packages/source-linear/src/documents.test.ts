import { fetchDocument } from "@tributary/source-testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLinearWorld, type LinearWorld } from "./world/linear-world.ts";

let world: LinearWorld;
beforeEach(async () => {
  world = await createLinearWorld();
});
afterEach(() => world.dispose());

const read = (kind: string, name: string) => fetchDocument(world.source(), world.idOf(kind, name));

describe("documents", () => {
  it("of issues hold state, people, cycle, labels, family, relations, attachments and comments", async () => {
    const { fake, ids } = world;
    const teamId = ids.team ?? "";
    const cycle = fake.create("Cycle", { number: 7, name: "Sprint seven", teamId });
    const reply = { issueId: ids.first ?? "", parentId: ids.comment1 ?? "", userId: fake.viewerId };
    fake.create("Comment", { ...reply, body: "A reply." });
    fake.create("Attachment", {
      issueId: ids.first ?? "",
      title: "Pull request 12",
      subtitle: "Open",
      url: "https://github.com/acme/web/pull/12",
    });
    fake.create("IssueRelation", { issueId: ids.first ?? "", relatedIssueId: ids.third ?? "", type: "blocks" });
    fake.create("IssueRelation", { issueId: ids.second ?? "", relatedIssueId: ids.first ?? "", type: "duplicate" });
    fake.create("IssueRelation", { issueId: ids.first ?? "", relatedIssueId: ids.binned ?? "", type: "related" });
    fake.update("Issue", ids.first ?? "", {
      description: "It **fails**.\u0000",
      assigneeId: fake.viewerId,
      cycleId: cycle.id,
      labelIds: [ids.label ?? ""],
      estimate: 3,
      dueDate: "2026-02-01",
      previousIdentifiers: ["OLD-9"],
      projectMilestoneId: ids.milestone ?? "",
    });
    const document = await read("issue", "first");
    expect(document).toMatchObject({
      title: "ENG-1 Search finds nothing",
      path: "ENG-1",
      state: "In Progress",
      labels: ["bug"],
      author: { name: "Ada Lovelace" },
      url: "https://linear.app/acme/issue/ENG-1",
      metadata: {
        identifier: "ENG-1",
        team: "ENG",
        stateType: "started",
        branchName: "eng-1",
        assignee: "Ada Lovelace",
        cycle: "Sprint seven",
        project: "Search",
        previousIdentifiers: ["OLD-9"],
        children: ["ENG-2"],
        attachments: ["https://github.com/acme/web/pull/12"],
        relations: [
          { type: "blocks", issue: "ENG-3" },
          { type: "duplicated-by", issue: "ENG-2" },
        ],
      },
    });
    expect(document.content).toBe(
      [
        "State: In Progress\nTeam: Engineering\nPriority: No priority\nAssignee: Ada Lovelace\nLabels: bug\nProject: Search\nMilestone: Beta\nCycle: Sprint seven\nEstimate: 3\nDue: 2026-02-01",
        "It **fails**.\ufffd",
        "## Sub-issues\n\n- ENG-2 Index is slow (In Progress)",
        "## Relations\n\n- blocks ENG-3 Ranking\n- is duplicated by ENG-2 Index is slow",
        "## Attachments\n\n- [Pull request 12](https://github.com/acme/web/pull/12): Open",
        "## Comments",
        "### Ada Lovelace wrote on 2026-01-05\n\nComment number 1.",
        "#### Ada Lovelace replied on 2026-01-05\n\nA reply.",
        "### Ada Lovelace wrote on 2026-01-05\n\nComment number 2.",
        "### Ada Lovelace wrote on 2026-01-05\n\nComment number 3.",
      ].join("\n\n"),
    );
    const child = await read("issue", "second");
    expect(child.content).toContain("Parent: ENG-1 Search finds nothing");
    expect(child.metadata).toMatchObject({ parent: "ENG-1" });
  });

  it("of projects hold status, people, milestones, links and comments", async () => {
    const { fake, ids } = world;
    const projectId = ids.project ?? "";
    fake.update("Project", projectId, {
      description: "Find things.",
      content: "# Why\n\nNobody can.",
      health: "atRisk",
      leadId: fake.viewerId,
      targetDate: "2026-03-01",
    });
    fake.create("EntityExternalLink", { projectId, label: "Design", url: "https://figma.example.com/1" });
    fake.create("Comment", { projectId, userId: fake.viewerId, body: "On the project." });
    const document = await read("project", "project");
    expect(document).toMatchObject({
      title: "Search",
      state: "In Progress",
      metadata: { teams: ["ENG"], health: "atRisk", lead: "Ada Lovelace" },
    });
    for (const part of [
      "Initiatives: Knowledge",
      "Find things.\n\n# Why\n\nNobody can.",
      "## Milestones\n\n### Beta (next)\n\nEveryone inside uses it.",
      "- [Design](https://figma.example.com/1)",
      "On the project.",
    ]) {
      expect(document.content).toContain(part);
    }
  });

  it("of updates, initiatives and documents say what they are about", async () => {
    expect(await read("project-update", "update")).toMatchObject({
      title: "Search: update of 2026-01-05",
      content: "Project: Search\nHealth: onTrack\nAuthor: Ada Lovelace\n\nWe ship on Friday.",
      state: "onTrack",
      metadata: { project: "Search" },
    });
    expect(await read("initiative", "initiative")).toMatchObject({
      title: "Knowledge",
      content: "Status: Active\n\n## Projects\n\n- Search (In Progress)",
    });
    expect(await read("initiative-update", "initiativeUpdate")).toMatchObject({
      metadata: { initiative: "Knowledge" },
    });
    expect(await read("document", "document")).toMatchObject({
      title: "Plan",
      content: "Project: Search\n\n# Plan\n\nFirst this.",
    });
  });

  it("survive hostile texts: no line, link or address of theirs breaks out", async () => {
    const { fake, ids } = world;
    fake.update("Issue", ids.third ?? "", {
      title: "One\n## Two\u0000\ud800",
      description: "lone \udc00 surrogate",
      url: "javascript:alert(1)",
    });
    fake.create("Attachment", { issueId: ids.third ?? "", title: "a](b)\n- x", url: "javascript:alert(1)" });
    const document = await read("issue", "third");
    expect(document.title).not.toMatch(/[\n\0]/);
    expect(document.title.isWellFormed() && document.content.isWellFormed()).toBe(true);
    expect(document.url).toBeUndefined();
    expect(document.content).not.toContain("javascript:");
  });
});
