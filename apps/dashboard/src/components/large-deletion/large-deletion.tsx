import { ShieldAlert, ShieldCheck, Trash2 } from "lucide-react";
import { useState } from "react";
import { type LargeDeletion as Deletion, decideDeletion, undoDeletion } from "../../api/deletions.ts";
import { refreshSources } from "../../api/source.ts";
import { Button } from "../button.tsx";
import { ConfirmDialog } from "../dialog.tsx";
import { FoldMark } from "../fold.tsx";
import { formatCount, formatMoment, formatPlural } from "../format.ts";
import { RelativeTime } from "../relative-time.tsx";
import { useToasts } from "../toast.tsx";
import { DeletionPreview } from "./deletion-preview.tsx";

/** A deletion of more than a quarter of a source: what it is about, and the decision it waits for or that can be taken back. */
export function LargeDeletion({ deletion }: { readonly deletion: Deletion }) {
  const held = deletion.state === "held";
  const Icon = held ? ShieldAlert : deletion.state === "released" ? Trash2 : ShieldCheck;
  return (
    <section
      aria-label={titleOf(deletion)}
      className={
        held
          ? "rounded-xl border border-warn/40 bg-surface shadow-card"
          : "rounded-xl border border-line bg-surface shadow-card"
      }
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3 px-4 py-4 sm:px-5">
        <Icon
          aria-hidden="true"
          className={held ? "mt-0.5 size-5 shrink-0 text-warn" : "mt-0.5 size-5 shrink-0 text-ink-3"}
        />
        <div className="min-w-0 flex-1 basis-72">
          <h2 className="text-[15px] font-semibold">{titleOf(deletion)}</h2>
          <p className="mt-1 text-sm text-ink-2">{held ? deletion.reason : <Decided deletion={deletion} />}</p>
          {held && (
            <p className="mt-1 text-sm text-ink-2">
              They can be found until you decide, or until another complete listing agrees. Held{" "}
              <RelativeTime time={deletion.since} />.
            </p>
          )}
        </div>
        {held ? <Decide deletion={deletion} /> : <Undo deletion={deletion} />}
      </div>
      {deletion.documents.length > 0 && (
        <details className="group/fold border-t border-line">
          <summary className="flex min-h-10 items-center gap-1.5 px-4 text-[13px] font-medium text-ink-2 hover:text-ink sm:px-5">
            <FoldMark />
            Show the documents
          </summary>
          <DeletionPreview deletion={deletion} />
        </details>
      )}
    </section>
  );
}

function titleOf({ state, count, total }: Deletion): string {
  const documents = formatPlural(count, "document");
  if (state === "held") return `Delete ${formatCount(count)} of ${formatPlural(total, "document")}?`;
  if (state === "released") return `${documents} were deleted`;
  return state === "kept" ? `${documents} were kept` : `The deletion of ${documents} was undone`;
}

function Decided({ deletion: { decidedBy, decidedAt, pending, undoUntil } }: { readonly deletion: Deletion }) {
  const who = decidedBy === "listing" ? "Two listings agreed" : decidedBy ? `Decided by ${decidedBy}` : "Decided";
  return (
    <>
      {who}
      {decidedAt && (
        <>
          {" "}
          <RelativeTime time={decidedAt} />
        </>
      )}
      .{pending > 0 && ` ${formatPlural(pending, "document")} still under way.`}
      {undoUntil && ` It can be undone until ${formatMoment(undoUntil)}.`}
    </>
  );
}

function Decide({ deletion }: { readonly deletion: Deletion }) {
  const [asking, setAsking] = useState(false);
  const { busy, run } = useDecision();
  const documents = formatPlural(deletion.count, "document");
  const keep = () => run("Nothing was decided", () => decideDeletion(deletion, "keep"), `${documents} are kept`);
  const release = async () => {
    await run("Nothing was deleted", () => decideDeletion(deletion, "release"), `${documents} are being deleted`);
    setAsking(false);
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="small" busy={busy && !asking} onClick={() => void keep()}>
        Keep them
      </Button>
      <Button size="small" look="danger" disabled={busy} onClick={() => setAsking(true)}>
        Delete them
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void release()}
        title={`Delete ${documents}?`}
        confirm="Delete them"
        busy={busy}
        danger
      >
        <p>They are not found any more from then on. You can undo this for 30 days.</p>
      </ConfirmDialog>
    </div>
  );
}

function Undo({ deletion }: { readonly deletion: Deletion }) {
  const { busy, run } = useDecision();
  if (deletion.state !== "released" || !deletion.undoUntil) return null;
  const undo = () =>
    run(
      "The deletion stands",
      () => undoDeletion(deletion),
      "The documents come back",
      "They are found again as soon as each is indexed.",
    );
  return (
    <Button size="small" busy={busy} onClick={() => void undo()}>
      Undo
    </Button>
  );
}

function useDecision() {
  const [busy, setBusy] = useState(false);
  const toasts = useToasts();
  const run = async (failure: string, decide: () => Promise<unknown>, done: string, more?: string) => {
    setBusy(true);
    try {
      await decide();
      toasts.done(done, more);
    } catch (error) {
      toasts.failed(failure, error);
    }
    // Also after a refusal: somebody else may have decided.
    await refreshSources();
    setBusy(false);
  };
  return { busy, run };
}
