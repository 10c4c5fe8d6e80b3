import type { WorkflowError } from "../../../api/workflows.ts";
import { CopyButton } from "../../../components/copy-button.tsx";
import { Fold } from "../../../components/fold.tsx";

/** An error: what it says, and on demand where it was thrown. */
export function ErrorView({ error: { name, message, stack } }: { readonly error: WorkflowError }) {
  return (
    <div className="min-w-0 text-[13px]">
      <p className="whitespace-pre-wrap text-ink [overflow-wrap:anywhere]">
        {name !== "Error" && name !== "" && <span className="font-medium text-bad">{name}: </span>}
        {message === "" ? "It did not say why." : message}
      </p>
      {stack && (
        <Fold summary="Stack" className="mt-1">
          <div className="relative rounded-lg border border-line bg-sunken/60">
            <div className="absolute top-1 right-1">
              <CopyButton text={stack} label="Copy the stack" />
            </div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard has to be able to scroll it */}
            <section tabIndex={0} aria-label="Stack" className="max-h-80 overflow-y-auto p-3 pr-10">
              <pre className="font-mono text-xs leading-5 whitespace-pre-wrap [overflow-wrap:anywhere]">{stack}</pre>
            </section>
          </div>
        </Fold>
      )}
    </div>
  );
}
