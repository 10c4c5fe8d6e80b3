import type { FakeRepository } from "@tributary/source-github/testing";

/**
 * Makes one change after the other to a repository of the fake, whichever the numbers from 0 to 1 choose: pushes, issues,
 * pull requests and discussions that open, texts that are edited, comments that come, change and go, issues deleted.
 */
export function createGitHubChanges(repository: FakeRepository, random: () => number) {
  const pick = (count: number) => Math.floor(random() * count);
  let made = 0;

  const onFiles = async (text: string, act: number): Promise<void> => {
    const path = `log/day-${pick(5)}.md`;
    if (act === 0) await repository.commit({ [path]: null }).catch(() => repository.commit({ [path]: text }));
    else await repository.commit({ [path]: `# Day\n\n${text}\n`, [`log/${made}.md`]: `# Entry ${made}\n` });
  };

  const onComments = (text: string, act: number): void => {
    const all = [...repository.record.conversations.values()];
    const one = all[pick(all.length)];
    if (!one) return;
    const comments = one.comments;
    const comment = comments[pick(comments.length)];
    if (comment && act === 0) repository.deleteComment(comment);
    else if (comment && act <= 2) repository.editComment(comment, { body: text });
    else if (one.kind === "discussion") repository.commentOnDiscussion(one, { body: text });
    else repository.comment(one, { body: text });
  };

  const onConversations = async (text: string, act: number): Promise<void> => {
    const all = [...repository.record.conversations.values()];
    const one = all[pick(all.length)];
    if (!one || act === 0) repository.openIssue({ title: `Sighting ${made}`, body: text });
    else if (act === 1) {
      const head = `branch-${made}`;
      await repository.commit({ [`src/${made}.md`]: `# Plan ${made}\n` }, { branch: head });
      await repository.openPull({ title: `Plan ${made}`, body: text, head });
    } else if (act === 2 && one.kind === "pull") repository.review(one, { state: "APPROVED", body: text });
    else if (act === 3 && one.kind === "issue" && all.length > 6) repository.delete(one);
    else repository.edit(one, { body: text });
  };

  return async function change(): Promise<void> {
    made += 1;
    const text = `Observation${made} noted.`;
    const act = pick(6);
    const what = pick(4);
    if (what === 0) await onFiles(text, act);
    else if (what === 1) await onConversations(text, act);
    else onComments(text, act);
  };
}
