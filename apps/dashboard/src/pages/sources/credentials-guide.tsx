import type { SourceKind } from "../../api/source-kinds.ts";
import { ExternalLink } from "../../components/external-link.tsx";
import { FoldMark } from "../../components/fold.tsx";
import { StepList } from "../../components/step-list.tsx";

/** Steps to get the credentials a kind of source needs: beside the form, or folded above it on a narrow screen. */
export function CredentialsGuide({ kind }: { readonly kind: SourceKind }) {
  if (kind.guide.length === 0) return null;
  return (
    <>
      <details className="group/fold rounded-xl border border-line bg-surface px-4 py-3 lg:hidden">
        <summary className="flex min-h-6 items-center gap-1.5 text-sm font-semibold">
          <FoldMark />
          How to get the credentials
        </summary>
        <div className="mt-3">
          <Steps kind={kind} />
        </div>
      </details>
      <aside
        aria-labelledby="credentials-guide"
        className="order-last rounded-xl border border-line bg-surface px-5 py-4 shadow-card max-lg:hidden lg:sticky lg:top-7"
      >
        <h2 id="credentials-guide" className="mb-3 text-[15px] font-semibold">
          How to get the credentials
        </h2>
        <Steps kind={kind} />
      </aside>
    </>
  );
}

function Steps({ kind: { name, guide, documentation } }: { readonly kind: SourceKind }) {
  return (
    <>
      <StepList steps={guide} />
      <ExternalLink
        url={documentation}
        className="mt-3 inline-flex min-h-6 items-center gap-1.5 text-sm font-medium text-accent hover:underline"
      >
        What {name} says about it
      </ExternalLink>
      <p className="mt-3 border-t border-line pt-3 text-[13px] text-ink-3">
        They are kept encrypted on the server and never shown again, not here either.
      </p>
    </>
  );
}
