import { describe, expect, it } from "vitest";
import { createGitHubConsole } from "../testing/github-console.ts";
import { inTime } from "../testing/timing.ts";

describe("GitHub webhooks", { timeout: 120_000 }, () => {
  it("bring everything that happens into search within seconds, and take out what is deleted", async () => {
    const { fake, repository, url, secret, sync, untilFound, untilGone, untilIdle } = await createGitHubConsole(
      async (created) => {
        created.openIssue({ title: "Nest boxes", body: "The barn owl left." });
        await created.commit({ "src/perch.ts": "export const perch = 1;\n" }, { branch: "perches" });
      },
    );
    expect(await sync()).toMatchObject({ status: "completed" });
    fake.webhooks.addHook({ url: `${url}/webhooks/github`, secret });
    await repository.commit({ "src/flight.ts": "export const wingbeat = 12;\n" });
    const issue = repository.openIssue({ title: "Owls", body: "A snowyowl arrived." });
    const pull = await repository.openPull({ title: "Add perches", head: "perches" });
    repository.review(pull, { state: "APPROVED", body: "Splendidperch indeed." });
    const discussion = repository.openDiscussion({ title: "Feeders", body: "Which seedmix?" });
    repository.commentOnDiscussion(discussion, { body: "Nigerseed." });
    await inTime({
      push: untilFound("wingbeat", "flight.ts"),
      issue: untilFound("snowyowl", "Owls"),
      review: untilFound("Splendidperch", "Add perches"),
      discussion: untilFound("Nigerseed", "Feeders"),
    });

    await repository.renameFile("src/flight.ts", "src/soaring.ts");
    repository.edit(issue, { body: "A tawnyowl arrived." });
    repository.comment(issue, { body: "It brought a lemming." });
    await inTime({
      rename: untilFound("wingbeat", "soaring.ts"),
      edit: untilFound("tawnyowl", "Owls"),
      comment: untilFound("lemming", "Owls"),
    });

    await repository.commit({ "src/soaring.ts": null });
    repository.delete(issue);
    await inTime({ removal: untilGone("wingbeat"), deletion: untilGone("tawnyowl") });

    await untilIdle();
    expect(fake.refusals).toEqual([]);
    expect(fake.webhooks.deliveries.every(({ status }) => status !== null && status >= 200 && status < 300)).toBe(true);
  });

  it("go on after the repository got another name", async () => {
    const { fake, repository, url, secret, sync, untilFound, untilIdle, get } = await createGitHubConsole(() => {});
    await sync();
    fake.webhooks.addHook({ url: `${url}/webhooks/github`, secret });
    repository.rename("raptors");
    await fake.webhooks.settle();
    await untilIdle();
    const { sources } = await get<{ sources: { name: string; config: { repository: string } }[] }>("/v1/sources");
    expect(sources).toMatchObject([
      { name: expect.stringContaining("acme/raptors"), config: { repository: "acme/raptors" } },
    ]);
    const asked = fake.log.requests.length;
    await repository.commit({ "hobby.md": "# Hobby\n\nThe hobbyfalcon hunts dragonflies.\n" });
    await untilFound("hobbyfalcon", "hobby.md");
    await untilIdle();
    expect(fake.log.requests.length - asked).toBeLessThanOrEqual(3);
  });
});
