import { type ReactNode, useState } from "react";
import { buildIndex, dropIndex, type IndexDescription, type Rebuild, switchIndex } from "../../../api/search-index.ts";
import { Badge, type Tone } from "../../../components/badge.tsx";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { ConfirmDialog } from "../../../components/dialog.tsx";
import { formatCount, formatPlural } from "../../../components/format.ts";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { RelativeTime } from "../../../components/relative-time.tsx";
import { Notice } from "../../../components/states.tsx";
import { Comparison } from "./comparison.tsx";
import { indexName } from "./index-words.ts";
import { useIndexChange } from "./use-index-change.ts";

const words: Readonly<Record<Rebuild["state"], readonly [Tone, string, string]>> = {
  building: ["info", "Building", "Another index is being built"],
  held: ["warn", "Waits for you", "The new index finds less than the old one"],
  failed: ["bad", "Failed", "The new index could not be built"],
};

/** An index that is built beside the active one: how far it is, and what somebody has to decide. */
export function BuildSection({
  rebuild,
  configured,
}: {
  readonly rebuild: Rebuild;
  readonly configured: IndexDescription;
}) {
  const { state, description, documents, chunks, embedded, cached, quality, problem, startedAt } = rebuild;
  const { busy, run } = useIndexChange();
  const [tone, badge, title] = words[state];
  const build = () => run(buildIndex, "Building goes on", "It could not go on");
  const outdated = indexName(configured) !== indexName(description);
  return (
    <Section
      title={title}
      description={indexName(description)}
      actions={
        <span role="status">
          <Badge tone={tone} dot>
            {badge}
          </Badge>
        </span>
      }
    >
      <div className="space-y-4">
        {problem && (
          <Notice tone="bad" title="What it failed with">
            {problem.message}
          </Notice>
        )}
        {outdated && (
          <Notice tone="warn" title="Yet another index is configured by now">
            Give this one up to build that one: {indexName(configured)}.
          </Notice>
        )}
        {state !== "held" && (
          <div>
            <p className="mb-1.5 flex flex-wrap justify-between gap-x-4 text-sm">
              <span className="tabular">
                {formatCount(documents.done)} of {formatPlural(documents.total, "document")}
              </span>
              <span className="text-[13px] text-ink-3">
                begun <RelativeTime time={startedAt} />
              </span>
            </p>
            <ProgressBar label="Documents in the new index" value={documents.done} max={documents.total} />
            <p className="mt-1.5 text-[13px] text-ink-3 tabular">
              {formatPlural(chunks, "chunk")} written, {formatPlural(embedded, "text")} embedded, {formatCount(cached)}{" "}
              known already
              {documents.failed > 0 && `, ${formatPlural(documents.failed, "document")} failed`}
            </p>
          </div>
        )}
        {quality && <Comparison quality={quality} />}
        {state === "held" && (
          <p className="text-sm text-ink-2">
            The old one stays in use until you decide. Switch when the new one is what you want all the same, for
            instance since it finds by meaning; give it up to stay with the old one.
          </p>
        )}
        {state === "building" && (
          <p className="text-sm text-ink-2">
            Searches and syncs go on with the active one. It takes its place by itself once it holds everything and
            finds as much.
          </p>
        )}
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        {state === "held" && <Switch busy={busy} run={run} />}
        {state === "failed" && (
          <Button size="small" look="primary" busy={busy} onClick={() => void build()}>
            Go on building
          </Button>
        )}
        <GiveUp busy={busy} run={run} />
      </div>
    </Section>
  );
}

type Change = Pick<ReturnType<typeof useIndexChange>, "busy" | "run">;

function Switch({ busy, run }: Change) {
  return (
    <Confirmed
      {...{ busy, look: "primary" as const, label: "Switch to the new one", title: "Switch to the new index?" }}
      onConfirm={() => run(switchIndex, "The new index takes over once it has caught up", "The old index stays")}
    >
      Searches go to it as soon as it has caught up. The old one is removed: to go back, it would have to be built anew.
    </Confirmed>
  );
}

function GiveUp({ busy, run }: Change) {
  return (
    <Confirmed
      {...{ busy, look: "danger" as const, label: "Give it up", title: "Give up the new index?" }}
      onConfirm={() => run(dropIndex, "The new index is given up", "The new index is still there")}
    >
      What was written for it is removed; embedded texts stay known. The active index stays as it is, and nothing is
      built again until somebody asks.
    </Confirmed>
  );
}

function Confirmed({
  busy,
  look,
  label,
  title,
  onConfirm,
  children,
}: {
  readonly busy: boolean;
  readonly look: "primary" | "danger";
  readonly label: string;
  readonly title: string;
  readonly onConfirm: () => Promise<void>;
  readonly children: ReactNode;
}) {
  const [asking, setAsking] = useState(false);
  const confirm = async () => {
    await onConfirm();
    setAsking(false);
  };
  return (
    <>
      <Button size="small" look={look} disabled={busy} onClick={() => setAsking(true)}>
        {label}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void confirm()}
        title={title}
        confirm={label}
        busy={busy}
        danger={look === "danger"}
      >
        <p>{children}</p>
      </ConfirmDialog>
    </>
  );
}
