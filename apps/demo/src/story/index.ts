import { discussions, issues, linear, pullRequests } from "./conversations.ts";
import { files } from "./files.ts";
import type { Story } from "./types.ts";
import { deployments, pages, threads } from "./writing.ts";

export { questions } from "./questions.ts";
export type * from "./types.ts";

/** A few months at Harbour, who track parcels: the same few topics in every tool. */
export const story: Story = { files, issues, pullRequests, discussions, linear, pages, threads, deployments };
